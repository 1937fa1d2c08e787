namespace Obs.Local.Logs.Patterns;

/// <summary>A filter pattern of CloudWatch Logs: words, a condition on JSON, or columns between blanks.</summary>
/// <remarks>Immutable; thread safety: every member may be called from any thread.</remarks>
internal abstract class LogPattern
{
    private const int MaxLength = 1_024;

    /// <summary>Texts that every message that matches holds, in this case; a store can look for them before the pattern does.</summary>
    public virtual IReadOnlyList<string> Required => [];

    /// <exception cref="PatternSyntaxException">It is not a pattern.</exception>
    public static LogPattern Parse(string? text)
    {
        string pattern = text?.Trim() ?? "";
        if (pattern.Length > MaxLength)
        {
            throw new PatternSyntaxException($"{pattern.Length} characters, at most {MaxLength} are allowed", MaxLength);
        }

        var reader = new PatternReader(pattern);
        return pattern.StartsWith('{') ? JsonPatternParser.Parse(reader)
            : pattern.StartsWith('[') ? ColumnPatternParser.Parse(reader)
            : TermPattern.Parse(reader);
    }

    /// <summary>Null when the message does not match, else what can be read from it by name.</summary>
    public abstract LogMatch? Match(string message);
}
