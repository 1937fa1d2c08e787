namespace Obs.Insights.Aggregation;

/// <summary>A sum that carries along what rounding cut off, so that the order of the values, and so of threads, does not show.</summary>
/// <remarks>Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974.</remarks>
internal struct Sum
{
    private double _sum;
    private double _lost;

    public long Count { get; private set; }

    public readonly double Value => _sum + _lost;

    public void Add(double value)
    {
        Count++;
        AddPart(value);
    }

    public void Add(in Sum other)
    {
        Count += other.Count;
        AddPart(other._sum);
        AddPart(other._lost);
    }

    private void AddPart(double value)
    {
        double sum = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }
}
