namespace Obs.Dashboards;

/// <summary>What the linter of dashboards, alarms and queries looks for.</summary>
public enum DashboardRule
{
    /// <summary>A metric that the service does not emit.</summary>
    UnknownMetric,

    /// <summary>A metric under dimensions that it is not published under.</summary>
    WrongDimensions,

    /// <summary>A series that was never received: a value of a dimension that nobody saw.</summary>
    NeverReceived,

    /// <summary>What is checked is about another service than the catalogue.</summary>
    OtherService,

    /// <summary>A statistic that does not exist.</summary>
    UnknownStatistic,

    /// <summary>A percentile or another place in the distribution of a metric that is published as statistic sets.</summary>
    PercentileOfStatisticSet,

    /// <summary>A sum or a mean of percentiles, which is a percentile of nothing.</summary>
    AverageOfPercentiles,

    /// <summary>An expression that is not metric math.</summary>
    MalformedExpression,

    /// <summary>An id that no metric has, has twice, or that is none.</summary>
    InvalidId,

    /// <summary>More metrics, widgets, alarms or characters than CloudWatch takes.</summary>
    LimitExceeded,

    /// <summary>A widget that covers another.</summary>
    Overlap,

    /// <summary>A member that CloudWatch requires and that is missing.</summary>
    MissingMember,

    /// <summary>A value outside of what CloudWatch takes.</summary>
    InvalidValue,

    /// <summary>A query that is not one.</summary>
    MalformedQuery,

    /// <summary>Something in a query that is probably not meant, such as a field that no log line carries.</summary>
    QueryFinding,

    /// <summary>A log group that the service does not write to.</summary>
    UnknownLogGroup,

    /// <summary>A composite alarm whose rule is not one, or speaks of an alarm that does not exist.</summary>
    InvalidAlarmRule,
}
