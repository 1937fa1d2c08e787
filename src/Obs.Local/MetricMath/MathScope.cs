namespace Obs.Local.MetricMath;

/// <summary>What an expression can name, and the time it is computed over.</summary>
internal sealed class MathScope
{
    /// <summary>Milliseconds since 1970, where the first period begins.</summary>
    public required long From { get; init; }

    /// <summary>Milliseconds since 1970, not included.</summary>
    public required long To { get; init; }

    /// <summary>Milliseconds of the series that an expression makes out of a number.</summary>
    public required long Period { get; init; }

    /// <summary>Another query by its id.</summary>
    public required Func<string, MathValue> Find { get; init; }

    /// <summary>The ids of the queries that read metrics.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>Runs a search: its text, statistic and period in milliseconds; null where searching is not allowed.</summary>
    public Func<string, string, long, IReadOnlyList<TimeSeries>>? Search { get; init; }
}
