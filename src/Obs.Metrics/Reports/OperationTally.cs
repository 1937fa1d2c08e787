using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Adds up the series of one operation, which differ by outcome, and then of the next in the same room. Not safe for use by
/// several threads.</summary>
/// <param name="pool">Lends the counts.</param>
/// <param name="keepsExemplars">Whether exemplars will be chosen.</param>
internal sealed class OperationTally(CountPagePool? pool = null, bool keepsExemplars = true) : IDisposable
{
    private readonly ExemplarChoice _exemplars = new();
    private OperationName? _name;
    private IReadOnlyList<Exemplar>? _chosen;

    public string Operation => _name!.Name;

    /// <summary>What was called; null for what was served.</summary>
    public string? RemoteService => _name!.RemoteService;

    public string? RemoteOperation => _name!.RemoteOperation;

    public long Count { get; private set; }

    public long Errors { get; private set; }

    public long Throttles { get; private set; }

    public long Faults { get; private set; }

    public SnapshotAccumulator Latency { get; } = new(pool);

    public void Begin(OperationName name)
    {
        Clear();
        _name = name;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(MetricSeries series)
    {
        Outcome outcome = series.Identity.Outcome;
        Count += series.Count;
        Faults += outcome == Outcome.Fault ? series.Count : 0;
        Throttles += outcome == Outcome.Throttle ? series.Count : 0;
        Errors += outcome is Outcome.Throttle or Outcome.Error ? series.Count : 0;
        if (keepsExemplars)
        {
            _exemplars.Offer(series.Exemplars, isFailed: outcome == Outcome.Fault);
        }

        if (series.Histogram is { } latency)
        {
            Latency.Add(latency);
        }
    }

    public void Add(OperationTally operation)
    {
        AddOutcomes(operation.Count, operation.Errors, operation.Throttles, operation.Faults);
        _exemplars.Offer(operation.ChooseExemplars(), operation.FailedExemplars);
        Latency.Add(operation.Latency);
    }

    public void Add(OperationSummary summary)
    {
        AddOutcomes(summary.Count, summary.Errors, summary.Throttles, summary.Faults);
        _exemplars.Offer(summary.Exemplars, summary.FailedExemplars);
        Latency.Add(summary.Latency);
    }

    /// <summary>The slowest that failed, the highest first.</summary>
    public IReadOnlyList<Exemplar> FailedExemplars => _exemplars.Failed;

    /// <summary>The exemplars to show, the highest first; called once all is added, and valid until the next operation.</summary>
    public IReadOnlyList<Exemplar> ChooseExemplars() =>
        _exemplars.IsEmpty ? [] : _chosen ??= _exemplars.Choose(Latency.ValueAtPercentile(50));

    public void Dispose()
    {
        _exemplars.Dispose();
        Latency.Dispose();
    }

    private void Clear()
    {
        (Count, Errors, Throttles, Faults) = (0, 0, 0, 0);
        _exemplars.Clear();
        _chosen = null;
        Latency.Clear();
    }

    private void AddOutcomes(long count, long errors, long throttles, long faults)
    {
        Count += count;
        Errors += errors;
        Throttles += throttles;
        Faults += faults;
    }
}
