namespace Obs.Local.Explain;

/// <summary>The slow traces or the typical ones; durations in seconds.</summary>
internal sealed class TraceGroupFigures
{
    public required int Count { get; init; }

    /// <summary>How many of them were read and compared.</summary>
    public required int Read { get; init; }

    public required double Least { get; init; }

    public required double Most { get; init; }

    /// <summary>Of those that were read.</summary>
    public required double Mean { get; init; }

    public static TraceGroupFigures Of(IReadOnlyList<Candidate> all, IReadOnlyList<ExplainedTrace> read) => new()
    {
        Count = all.Count,
        Read = read.Count,
        Least = all.Count == 0 ? 0 : all.Min(static trace => trace.Seconds),
        Most = all.Count == 0 ? 0 : all.Max(static trace => trace.Seconds),
        Mean = read.Count == 0 ? 0 : read.Average(static trace => trace.Seconds),
    };
}
