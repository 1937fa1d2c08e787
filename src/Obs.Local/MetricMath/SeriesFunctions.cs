namespace Obs.Local.MetricMath;

/// <summary>Functions of the points of a series, or of several series point by point.</summary>
internal static class SeriesFunctions
{
    /// <summary>Of one series a number, of several a series.</summary>
    public static MathValue Aggregate(Arguments of)
    {
        MathValue value = of.Series(0, 1);
        Func<IReadOnlyCollection<double>, double> reduce = Reducer(of.Name);
        if (!value.IsArray)
        {
            return value.Series[0].Points.Count > 0 ? reduce(value.Series[0].Points.Values) : double.NaN;
        }

        IEnumerable<KeyValuePair<long, double>> points = value.Series.SelectMany(static series => series.Points)
            .GroupBy(static point => point.Key, static point => point.Value)
            .Select(group => KeyValuePair.Create(group.Key, reduce([.. group])));
        return new TimeSeries(of.Name, PeriodOf(value), TimeSeries.Sorted(points));
    }

    public static MathValue CountPoints(Arguments of)
    {
        MathValue value = of.Series(0, 1);
        return value.IsArray
            ? new TimeSeries(of.Name, PeriodOf(value), TimeSeries.Sorted(value.Series.SelectMany(static series => series.Points.Keys)
                .GroupBy(static time => time).Select(static group => KeyValuePair.Create(group.Key, (double)group.Count()))))
            : value.Series[0].Points.Count;
    }

    /// <summary>A value for each point but the first, out of it and the one before.</summary>
    public static MathValue Steps(Arguments of, Func<double, double, double, double> step) => of.Series(0, 1).Each(series =>
        series.With(series.Points.Zip(series.Points.Skip(1), (before, now) =>
            KeyValuePair.Create(now.Key, step(before.Value, now.Value, (now.Key - before.Key) / 1_000.0)))));

    public static MathValue RunningSum(Arguments of) => of.Series(0, 1).Each(static series =>
    {
        double sum = 0;
        return series.Map(value => sum += value);
    });

    public static MathValue TimeOf(Arguments of) => of.Series(0, 1).Each(series => series.With(series.Points.Select(point =>
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(point.Key);
        double value = of.Name switch
        {
            "MINUTE" => time.Minute,
            "HOUR" => time.Hour,
            "DAY" => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek,
            "DATE" => time.Day,
            "MONTH" => time.Month,
            "YEAR" => time.Year,
            _ => point.Key / 1_000.0,
        };
        return KeyValuePair.Create(point.Key, value);
    })));

    public static Func<IReadOnlyCollection<double>, double> Reducer(string name) => name switch
    {
        "SUM" => static values => values.Sum(),
        "AVG" => static values => values.Average(),
        "MIN" => static values => values.Min(),
        "MAX" => static values => values.Max(),
        _ => Deviation,
    };

    private static double Deviation(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static long PeriodOf(MathValue value) => value.Series.Count == 0 ? 60_000 : value.Series.Min(static series => series.Period);
}
