namespace Obs.Metrics;

/// <summary>Gathers one series over several windows, or several series into one.</summary>
internal sealed class SeriesMerger(SeriesIdentity identity, CountPagePool? pool = null)
{
    private List<Exemplar>? _exemplars;
    private MetricSeries? _only;
    private SnapshotAccumulator? _distribution;
    private long _count;
    private double _sum;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private double _last;
    private int _parts;

    public void Add(MetricSeries series)
    {
        _only = series;
        _parts++;
        _count += series.Count;
        _sum += series.Sum;
        _last = series.Last;
        if (series.Count > 0)
        {
            _min = Math.Min(_min, series.Min);
            _max = Math.Max(_max, series.Max);
        }

        if (series.Histogram is { } histogram)
        {
            _distribution ??= new SnapshotAccumulator(histogram.Scale, pool);
            _distribution.Add(histogram);
        }

        if (series.Exemplars.Count > 0)
        {
            (_exemplars ??= []).AddRange(series.Exemplars);
        }
    }

    /// <summary>The series, once.</summary>
    public MetricSeries Complete()
    {
        if (_parts == 1 && ReferenceEquals(_only!.Identity, identity))
        {
            return _only;
        }

        HistogramSnapshot? distribution = _distribution?.Complete();
        return new MetricSeries(identity)
        {
            Count = _count,
            Sum = _sum,
            Min = _count == 0 ? 0 : _min,
            Max = _count == 0 ? 0 : _max,
            Last = _last,
            Histogram = distribution,
            Exemplars = ExemplarChoice.Of(_exemplars, failed: null, distribution?.ValueAtPercentile(50) ?? 0),
        };
    }
}
