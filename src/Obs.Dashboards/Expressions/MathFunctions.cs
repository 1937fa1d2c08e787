namespace Obs.Dashboards.Expressions;

/// <summary>The functions of metric math.</summary>
internal static class MathFunctions
{
    public static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "ABS", "ANOMALY_DETECTION_BAND", "AVG", "CEIL", "DATAPOINT_COUNT", "DATE", "DAY", "DB_PERF_INSIGHTS", "DIFF", "DIFF_TIME",
        "EPOCH", "FILL", "FIRST", "FLOOR", "HOUR", "IF", "INSIGHT_RULE_METRIC", "LAMBDA", "LAST", "LOG", "LOG10", "MAX", "METRICS",
        "METRIC_COUNT", "MIN", "MINUTE", "MONTH", "PERIOD", "RATE", "REMOVE_EMPTY", "RUNNING_SUM", "SEARCH", "SERVICE_QUOTA", "SLICE",
        "SORT", "STDDEV", "SUM", "TIME_SERIES", "YEAR",
    };

    /// <summary>Functions that add values up or take their mean, which of percentiles means nothing.</summary>
    public static readonly HashSet<string> Averaging = new(StringComparer.Ordinal) { "AVG", "SUM", "RUNNING_SUM", "STDDEV" };

    /// <summary>Words that stand for themselves as an argument.</summary>
    public static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "REPEAT", "LINEAR", "AVG", "MIN", "MAX", "SUM", "ASC", "DESC", "TRUE", "FALSE",
    };
}
