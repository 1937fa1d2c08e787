namespace Obs.Local.Metrics;

/// <summary>All data of one period, put together.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class MetricBucket
{
    private readonly List<(double Value, double Count)> _pairs = [];
    private bool _sorted;
    private bool _opaque;

    public double Count { get; private set; }

    public double Sum { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public double? Average => Count > 0 ? Sum / Count : null;

    public void Add(double count, double sum, double min, double max, ReadOnlySpan<byte> distribution)
    {
        Count += count;
        Sum += sum;
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
        _sorted = false;
        if (!distribution.IsEmpty)
        {
            DistributionBytes.Read(distribution, _pairs);
        }
        else if (min < max)
        {
            // A statistic set with a spread says nothing about what lies between.
            _opaque = true;
        }
        else
        {
            _pairs.Add((min, count));
        }
    }

    /// <summary>The smallest value that at least <paramref name="percent"/> of the measurements do not exceed; null where the data cannot say:
    /// statistic sets with a spread, and negative values, for which CloudWatch gives none either.</summary>
    public double? Percentile(double percent)
    {
        if (_opaque || Count <= 0 || Min < 0)
        {
            return null;
        }

        if (!_sorted)
        {
            _pairs.Sort(static (a, b) => a.Value.CompareTo(b.Value));
            _sorted = true;
        }

        double rank = percent / 100 * Count;
        double seen = 0;
        foreach ((double value, double count) in _pairs)
        {
            seen += count;
            // The tolerance keeps a rank that is whole but for rounding from moving one measurement up.
            if (count > 0 && seen >= rank - (Count * 1e-12))
            {
                return value;
            }
        }

        return Max;
    }
}
