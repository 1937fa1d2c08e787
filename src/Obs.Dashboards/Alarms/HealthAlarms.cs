using System.Globalization;

namespace Obs.Dashboards;

/// <summary>Alarms on silence: a service that no longer reports, and a business that stands still while people still come.</summary>
public static class HealthAlarms
{
    /// <summary>Makes the alarms.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <param name="options">Times, thresholds and actions.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static AlarmSet Create(MetricCatalogue catalogue, ServiceAlarmOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var metrics = new RedMetrics(catalogue, options.Environment);
        return options.BusinessPairs.Aggregate(
            new AlarmSet([DeadMan(metrics, options)], []), (set, pair) =>
                set.With(StandstillAlarms.Create(metrics, options, pair.Cause, pair.Effect)));
    }

    // Missing data are the very news it waits for.
    private static MetricAlarm DeadMan(RedMetrics metrics, ServiceAlarmOptions options) => new()
    {
        Name = $"{metrics.ServiceName}-{metrics.EnvironmentName}-silent",
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{metrics.ServiceName} has reported no request for {options.DeadManMinutes} minutes: it is down, unreachable, or its metrics are."),
        Queries = [AlarmQuery.OfSeries("total", metrics.Of(RedMetrics.Latency), "SampleCount", periodSeconds: 60, returnsData: true)],
        Comparison = AlarmComparison.LessThanThreshold,
        Threshold = 1,
        EvaluationPeriods = options.DeadManMinutes,
        MissingData = MissingData.Breaching,
        Actions = options.PageActions,
    };
}
