namespace Obs.Dashboards;

/// <summary>Every alarm a service should have: its budgets by burn rate, whether it lives, and whether its business goes on.</summary>
public static class ServiceAlarms
{
    /// <summary>Makes the alarms of a service with the usual thresholds.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    public static AlarmSet Create(MetricCatalogue catalogue) => Create(catalogue, new ServiceAlarmOptions());

    /// <summary>Makes the alarms of a service.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <param name="options">Objective, thresholds and actions.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static AlarmSet Create(MetricCatalogue catalogue, ServiceAlarmOptions options) =>
        BurnRateAlarms.Create(catalogue, options).With(HealthAlarms.Create(catalogue, options));
}
