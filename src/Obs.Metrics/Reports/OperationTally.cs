namespace Obs.Metrics;

/// <summary>Adds up the series of one operation, which differ by outcome.</summary>
internal sealed class OperationTally(CountPagePool? pool = null)
{
    private List<Exemplar>? _exemplars;
    private List<Exemplar>? _failed;
    private SnapshotAccumulator? _latency;

    /// <summary>What was called; null for what was served.</summary>
    public string? RemoteService { get; init; }

    public string? RemoteOperation { get; init; }

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
                (_failed ??= []).AddRange(series.Exemplars);
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
        (_failed ??= []).AddRange(summary.FailedExemplars);
        AddLatency(summary.Latency, summary.Exemplars);
    }

    /// <summary>The durations, once.</summary>
    public HistogramSnapshot ToLatency() => _latency?.Complete() ?? HistogramSnapshot.FromValues([]);

    /// <summary>The exemplars of what was answered with a 5xx, or not at all.</summary>
    public IReadOnlyList<Exemplar> FailedExemplars => _failed ?? [];

    public IReadOnlyList<Exemplar> ToExemplars(double median) => ExemplarChoice.Of(_exemplars, _failed, median);

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
