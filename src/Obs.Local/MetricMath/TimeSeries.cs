namespace Obs.Local.MetricMath;

/// <summary>Values by the time their period begins, in milliseconds since 1970.</summary>
internal sealed class TimeSeries(string label, long period, SortedDictionary<long, double> points)
{
    public string Label { get; } = label;

    /// <summary>In milliseconds.</summary>
    public long Period { get; } = period;

    public SortedDictionary<long, double> Points { get; } = points;

    /// <summary>The metric it was read from; null for what was computed.</summary>
    public SeriesSource? Source { get; init; }

    public TimeSeries With(IEnumerable<KeyValuePair<long, double>> points) => new(Label, Period, Sorted(points)) { Source = Source };

    public TimeSeries Map(Func<double, double> change) => With(Points.Select(point => KeyValuePair.Create(point.Key, change(point.Value))));

    public TimeSeries Labelled(string label) => new(label, Period, Points) { Source = Source };

    /// <summary>Points whose value is no number are left out, as a division by zero is.</summary>
    public static SortedDictionary<long, double> Sorted(IEnumerable<KeyValuePair<long, double>> points)
    {
        var sorted = new SortedDictionary<long, double>();
        foreach ((long time, double value) in points)
        {
            if (double.IsFinite(value))
            {
                sorted[time] = value;
            }
        }

        return sorted;
    }
}
