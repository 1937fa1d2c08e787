namespace Obs.Dashboards;

/// <summary>A value that was, and what it is now. Immutable.</summary>
public sealed class MemberChange
{
    internal MemberChange(string path, string? before, string? after)
    {
        Path = path;
        Before = before;
        After = after;
    }

    /// <summary>The member, as <c>yAxis.left.max</c> or <c>metrics[p99]</c>.</summary>
    public string Path { get; }

    /// <summary>The JSON before; null when there was none.</summary>
    public string? Before { get; }

    /// <summary>The JSON now; null when there is none.</summary>
    public string? After { get; }

    /// <inheritdoc/>
    public override string ToString() => (Before, After) switch
    {
        (null, _) => $"+ {Path}: {After}",
        (_, null) => $"- {Path}: {Before}",
        _ => $"~ {Path}: {Before} -> {After}",
    };
}
