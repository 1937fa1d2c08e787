namespace Obs.Metrics;

/// <summary>What is known exactly of the measurements of an interval, whatever the instrument.</summary>
internal struct SeriesTotals
{
    private double _sum;
    private double _min;
    private double _max;

    public static SeriesTotals Empty => new() { _min = double.PositiveInfinity, _max = double.NegativeInfinity };

    public long Count { get; private set; }

    public readonly double Sum => FiniteNumber.Of(_sum);

    public readonly double Min => Count == 0 ? 0 : _min;

    public readonly double Max => Count == 0 ? 0 : _max;

    /// <summary>Totals that were written down.</summary>
    public static SeriesTotals Restore(long count, double sum, double min, double max) => count > 0
        ? new() { Count = count, _sum = sum, _min = min, _max = max }
        : Empty;

    public void Record(double value)
    {
        Count++;
        _sum += value;
        if (value < _min)
        {
            _min = value;
        }

        if (value > _max)
        {
            _max = value;
        }
    }

    public void Add(in SeriesTotals other)
    {
        Count += other.Count;
        _sum += other._sum;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
    }
}
