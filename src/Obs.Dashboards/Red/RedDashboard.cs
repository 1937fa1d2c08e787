namespace Obs.Dashboards;

/// <summary>The dashboard of one service: rate, errors and duration, of the whole and by operation, and what explains them.</summary>
public static class RedDashboard
{
    /// <summary>Makes the dashboard. It shows only what the catalogue says the service emits; where something is missing, a line says
    /// what.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    public static Dashboard Create(MetricCatalogue catalogue) => Create(catalogue, new RedDashboardOptions());

    /// <summary>Makes the dashboard. It shows only what the catalogue says the service emits; where something is missing, a line says
    /// what.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <param name="options">Region, objective, owner.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The objective is out of range.</exception>
    public static Dashboard Create(MetricCatalogue catalogue, RedDashboardOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(options);
        options.Objective.Validate();
        var metrics = new RedMetrics(catalogue, options.Environment);
        var requests = new RequestWidgets(metrics, options);
        var causes = new CauseWidgets(metrics, options);
        var logs = new LogWidgets(catalogue.Logs, options.Region);
        Dashboard dashboard = new Dashboard { Start = "-PT3H", PeriodOverride = PeriodOverride.Inherit }
            .AddRow(2, RedHeader.Create(metrics, options))
            .AddRow(4, requests.Figures())
            .AddRow(6, requests.Rate(), requests.Errors(), requests.Duration())
            .AddSection(requests.ByOperation())
            .AddRow(6, requests.Distribution(), causes.Budget())
            .AddSection(causes.Dependencies())
            .AddRow(6, causes.Saturation(), causes.Business())
            .AddRow(7, logs.NewestErrors(), logs.SlowestOperations())
            .AddRow(4, RedHeader.Alarms(metrics, options));
        foreach (DashboardVariable variable in RedHeader.Variables(metrics))
        {
            dashboard.Variables.Add(variable);
        }

        return dashboard;
    }
}
