namespace Obs.Local.MetricMath;

/// <summary>The functions of metric math.</summary>
internal static class MathFunctions
{
    private static readonly string[] NotServed =
        ["ANOMALY_DETECTION_BAND", "INSIGHT_RULE_METRIC", "SERVICE_QUOTA", "LAMBDA", "DB_PERF_INSIGHTS"];

    public static MathValue Call(string name, IReadOnlyList<MathValue> arguments, MathScope scope)
    {
        Arguments of = new(name, arguments);
        return name switch
        {
            "ABS" => Map(of, Math.Abs),
            "CEIL" => Map(of, Math.Ceiling),
            "FLOOR" => Map(of, Math.Floor),
            "LOG" => Map(of, Math.Log),
            "LOG10" => Map(of, Math.Log10),
            "SUM" or "AVG" or "MIN" or "MAX" or "STDDEV" => SeriesFunctions.Aggregate(of),
            "DATAPOINT_COUNT" => SeriesFunctions.CountPoints(of),
            "METRIC_COUNT" => of.Series(0, 1).Series.Count,
            "PERIOD" => Pick(of, static series => series[0]).Series[0].Period / 1_000.0,
            "DIFF" => SeriesFunctions.Steps(of, static (before, now, _) => now - before),
            "DIFF_TIME" => SeriesFunctions.Steps(of, static (_, _, seconds) => seconds),
            "RATE" => SeriesFunctions.Steps(of, static (before, now, seconds) => (now - before) / seconds),
            "RUNNING_SUM" => SeriesFunctions.RunningSum(of),
            "FILL" => FillFunction.Fill(of, scope),
            "IF" => IfFunction.Choose(of, scope),
            "TIME_SERIES" => FillFunction.Constant(of.Value(0, 1).Scalar, scope),
            "FIRST" => Pick(of, static series => series[0]),
            "LAST" => Pick(of, static series => series[^1]),
            "REMOVE_EMPTY" => MathValue.Of([.. of.Series(0, 1).Series.Where(static series => series.Points.Count > 0)]),
            "SORT" => ArrayFunctions.Sort(of),
            "SLICE" => ArrayFunctions.Slice(of),
            "METRICS" => ArrayFunctions.Metrics(of, scope),
            "SEARCH" => ArrayFunctions.Search(of, scope),
            "MINUTE" or "HOUR" or "DAY" or "DATE" or "MONTH" or "YEAR" or "EPOCH" => SeriesFunctions.TimeOf(of),
            _ when NotServed.Contains(name, StringComparer.Ordinal) =>
                throw new MathException($"{name} is not supported by the local backend"),
            _ => throw new MathException($"unknown function {name}"),
        };
    }

    private static MathValue Map(Arguments of, Func<double, double> change)
    {
        MathValue value = of.Value(0, 1);
        return value.IsScalar ? change(value.Scalar) : value.Each(series => series.Map(change));
    }

    private static MathValue Pick(Arguments of, Func<IReadOnlyList<TimeSeries>, TimeSeries> pick)
    {
        IReadOnlyList<TimeSeries> series = of.Series(0, 1).Series;
        return series.Count > 0 ? pick(series) : throw new MathException($"{of.Name} needs at least one series");
    }
}
