namespace Obs.Metrics;

/// <summary>One series over several windows, and then the next in the same room. Not safe for use by several threads.</summary>
/// <param name="pool">Lends the counts.</param>
/// <param name="keepsExemplars">Whether exemplars will be chosen.</param>
internal sealed class SeriesTally(CountPagePool? pool = null, bool keepsExemplars = true) : IDisposable
{
    private readonly ExemplarChoice _exemplars = new();
    private readonly SnapshotAccumulator _distribution = new(pool);
    private SeriesIdentity? _identity;
    private MetricSeries? _only;
    private bool _hasDistribution;
    private double _min;
    private double _max;
    private int _parts;

    public SeriesIdentity Identity => _identity!;

    public long Count { get; private set; }

    public double Sum { get; private set; }

    public double Last { get; private set; }

    public double Min => Count == 0 ? 0 : _min;

    public double Max => Count == 0 ? 0 : _max;

    /// <summary>The distribution, for a histogram.</summary>
    public SnapshotAccumulator? Distribution => _hasDistribution ? _distribution : null;

    public void Begin(SeriesIdentity identity)
    {
        _identity = identity;
        _only = null;
        _parts = 0;
        _exemplars.Clear();
        _distribution.Clear();
        _hasDistribution = false;
        Count = 0;
        Sum = 0;
        Last = 0;
        _min = double.PositiveInfinity;
        _max = double.NegativeInfinity;
    }

    public void Add(MetricSeries series)
    {
        _only = series;
        _parts++;
        Count += series.Count;
        Sum = FiniteNumber.Of(Sum + series.Sum);
        Last = FiniteNumber.Of(series.Last);
        if (series.Count > 0)
        {
            _min = Math.Min(_min, series.Min);
            _max = Math.Max(_max, series.Max);
        }

        if (series.Histogram is { } histogram)
        {
            _hasDistribution = true;
            _distribution.Add(histogram);
        }

        if (keepsExemplars)
        {
            _exemplars.Offer(series.Exemplars, isFailed: false);
        }
    }

    /// <summary>What was gathered, to be kept.</summary>
    public MetricSeries ToSeries() => _parts == 1 && ReferenceEquals(_only!.Identity, _identity)
        ? _only
        : new MetricSeries(Identity)
        {
            Count = Count,
            Sum = Sum,
            Min = Min,
            Max = Max,
            Last = Last,
            Histogram = Distribution?.ToSnapshot(),
            Exemplars = [.. _exemplars.Choose(Distribution?.ValueAtPercentile(50) ?? 0)],
        };

    public void Dispose()
    {
        _exemplars.Dispose();
        _distribution.Dispose();
    }
}
