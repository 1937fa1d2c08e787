namespace Obs.Local.MetricMath;

/// <summary>Puts values where a series has none, and makes a series of a number.</summary>
internal static class FillFunction
{
    public static TimeSeries Constant(double value, MathScope scope) =>
        new("", scope.Period, TimeSeries.Sorted(Grid(scope, scope.Period).Select(time => KeyValuePair.Create(time, value))));

    public static MathValue Fill(Arguments of, MathScope scope)
    {
        MathValue filler = of.Value(1, 2);
        return of.Series(0, 2).Each(series => filler switch
        {
            { Text: "REPEAT" } => Repeat(series, scope),
            { Text: "LINEAR" } => Linear(series, scope),
            { IsScalar: true } => With(series, scope, _ => filler.Scalar),
            { IsSeries: true, IsArray: false } =>
                With(series, scope, time => filler.Series[0].Points.TryGetValue(time, out double value) ? value : double.NaN),
            _ => throw new MathException("argument 2 of FILL must be a number, a time series, REPEAT or LINEAR"),
        });
    }

    private static TimeSeries With(TimeSeries series, MathScope scope, Func<long, double> missing) =>
        series.With(Times(series, scope).Select(
            time => KeyValuePair.Create(time, series.Points.TryGetValue(time, out double value) ? value : missing(time))));

    private static TimeSeries Repeat(TimeSeries series, MathScope scope)
    {
        double last = double.NaN;
        return series.With(Times(series, scope).Select(
            time => KeyValuePair.Create(time, last = series.Points.TryGetValue(time, out double value) ? value : last)));
    }

    private static TimeSeries Linear(TimeSeries series, MathScope scope)
    {
        long[] known = [.. series.Points.Keys];
        return With(series, scope, time =>
        {
            int after = ~Array.BinarySearch(known, time);
            if (after <= 0 || after >= known.Length)
            {
                return double.NaN;
            }

            double share = (time - known[after - 1]) / (double)(known[after] - known[after - 1]);
            double from = series.Points[known[after - 1]];
            return from + (share * (series.Points[known[after]] - from));
        });
    }

    private static IEnumerable<long> Times(TimeSeries series, MathScope scope) =>
        Grid(scope, series.Period).Union(series.Points.Keys).Order();

    private static IEnumerable<long> Grid(MathScope scope, long period)
    {
        for (long time = scope.From; time < scope.To; time += period)
        {
            yield return time;
        }
    }
}
