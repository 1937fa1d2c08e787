namespace Obs.Insights;

/// <summary>Something in a query that runs and is probably not what was meant. Immutable.</summary>
public sealed class LintFinding
{
    internal LintFinding(LintRule rule, string message, int start, int end)
    {
        Rule = rule;
        Message = message;
        Start = start;
        End = end;
    }

    /// <summary>What was looked for.</summary>
    public LintRule Rule { get; }

    /// <summary>What was found, and what to write instead.</summary>
    public string Message { get; }

    /// <summary>Offset of the first character concerned, from 0.</summary>
    public int Start { get; }

    /// <summary>Offset after the last character concerned.</summary>
    public int End { get; }
}
