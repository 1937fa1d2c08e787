namespace Obs.Metrics;

/// <summary>Adds up the series of one operation, which differ by outcome.</summary>
internal sealed class OperationTally(CountPagePool? pool = null)
{
    private const int MaxExemplars = SlowestTraces.Capacity;

    private List<Exemplar>? _exemplars;
    private SnapshotAccumulator? _latency;

    public long Count { get; private set; }

    public long Errors { get; private set; }

    public long Throttles { get; private set; }

    public long Faults { get; private set; }

    public void Add(MetricSeries series)
    {
        Count += series.Count;
        switch (Outcomes.Of(series))
        {
            case Outcome.Fault:
                Faults += series.Count;
                break;
            case Outcome.Throttle:
                Throttles += series.Count;
                Errors += series.Count;
                break;
            case Outcome.Error:
                Errors += series.Count;
                break;
        }

        AddLatency(series.Histogram, series.Exemplars);
    }

    public void Add(OperationSummary summary)
    {
        Count += summary.Count;
        Errors += summary.Errors;
        Throttles += summary.Throttles;
        Faults += summary.Faults;
        AddLatency(summary.Latency, summary.Exemplars);
    }

    /// <summary>The durations, once.</summary>
    public HistogramSnapshot ToLatency() => _latency?.Complete() ?? HistogramSnapshot.FromValues([]);

    public IReadOnlyList<Exemplar> ToExemplars() =>
        _exemplars is null ? [] : [.. _exemplars.OrderByDescending(static e => e.Value).Take(MaxExemplars)];

    private void AddLatency(HistogramSnapshot? latency, IReadOnlyList<Exemplar> exemplars)
    {
        if (latency is not null)
        {
            _latency ??= new SnapshotAccumulator(latency.Scale, pool);
            _latency.Add(latency);
        }

        if (exemplars.Count > 0)
        {
            (_exemplars ??= []).AddRange(exemplars);
        }
    }
}
