using System.Runtime.InteropServices;

namespace Obs.Local.Metrics;

/// <summary>All data of one period, put together.</summary>
/// <remarks>Not thread-safe. Values are exact while they are few; of very many they are kept to a thousandth, so that ten million take no
/// more room, and hardly more time, than ten thousand.</remarks>
internal sealed class MetricBucket
{
    private const int MaxExact = 16_384;

    private readonly List<(double Value, double Count)> _pairs = [];
    private DistributionBuckets? _many;
    private bool _sorted;
    private bool _opaque;

    public double Count { get; private set; }

    public double Sum { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public double? Average => Count > 0 ? Sum / Count : null;

    // A statistic set with a spread says nothing of what lies between, and of negative values CloudWatch gives no percentiles either.
    private bool IsDistribution => !_opaque && Count > 0 && Min >= 0;

    public void Add(double count, double sum, double min, double max, ReadOnlySpan<byte> distribution)
    {
        Count += count;
        Sum += sum;
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
        _sorted = false;
        if (distribution.IsEmpty && min < max)
        {
            _opaque = true;
        }
        else if (_many is not null)
        {
            _many.Add(min, count, distribution);
        }
        else
        {
            AddExactly(min, count, distribution);
        }
    }

    /// <summary>The smallest value that at least <paramref name="percent"/> of the measurements do not exceed; null where the data cannot
    /// say.</summary>
    public double? Percentile(double percent)
    {
        if (!IsDistribution)
        {
            return null;
        }

        Sort();
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

    /// <summary>What lies in a part of the distribution; null where the data cannot say.</summary>
    public RangeStatistics? Range(ValueRange range)
    {
        if (!IsDistribution)
        {
            return null;
        }

        Sort();
        (double Count, double Sum, double Low, double High) inside = (0, 0, double.NaN, double.NaN);
        double below = 0;
        double seen = 0;
        foreach ((double value, double count) in _pairs)
        {
            double part = range.IsPercent
                ? Math.Max(0, Math.Min(seen + count, range.To / 100 * Count) - Math.Max(seen, range.From / 100 * Count))
                : value > range.From && value <= range.To ? count : 0;
            seen += count;
            if (part > 0)
            {
                inside = (inside.Count + part, inside.Sum + (part * value), double.IsNaN(inside.Low) ? value : inside.Low, value);
            }
            else if (inside.Count == 0)
            {
                below = seen;
            }
        }

        below = range.IsPercent ? range.From / 100 * Count : below;
        double above = Count - below - inside.Count;
        double? winsorized = inside.Count > 0 ? (inside.Sum + (below * inside.Low) + (above * inside.High)) / Count : null;
        return new RangeStatistics(inside.Count, inside.Sum, inside.Count / Count, winsorized);
    }

    private void AddExactly(double value, double count, ReadOnlySpan<byte> distribution)
    {
        if (distribution.IsEmpty)
        {
            _pairs.Add((value, count));
        }
        else
        {
            DistributionBytes.Read(distribution, _pairs);
        }

        if (_pairs.Count > MaxExact)
        {
            _many = new DistributionBuckets();
            _many.Add(_pairs);
            _pairs.Clear();
        }
    }

    private void Sort()
    {
        if (!_sorted)
        {
            if (_many is not null)
            {
                _pairs.Clear();
                _pairs.AddRange(_many.Read(Min, Max));
            }

            SortExactly(CollectionsMarshal.AsSpan(_pairs));
            _sorted = true;
        }
    }

    // Numbers by themselves are sorted several times as fast as pairs with a comparison.
    private static void SortExactly(Span<(double Value, double Count)> pairs)
    {
        double[] values = new double[pairs.Length];
        double[] counts = new double[pairs.Length];
        for (int index = 0; index < pairs.Length; index++)
        {
            (values[index], counts[index]) = pairs[index];
        }

        Array.Sort(values, counts);
        for (int index = 0; index < pairs.Length; index++)
        {
            pairs[index] = (values[index], counts[index]);
        }
    }
}
