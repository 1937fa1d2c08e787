namespace Obs.Insights.Syntax;

/// <summary>What the language knows about one command: a row of <see cref="CommandTable"/>.</summary>
/// <param name="Name">The command as it is documented.</param>
/// <param name="Read">Reads what follows the name, itself given; null for a command that cannot run here.</param>
internal sealed record CommandInfo(string Name, Func<CommandParser, Token, Command>? Read)
{
    /// <summary>Why the command cannot run here.</summary>
    public string? Unavailable { get; init; }

    /// <summary>The form to use instead of a deprecated one.</summary>
    public string? PreferredForm { get; init; }
}
