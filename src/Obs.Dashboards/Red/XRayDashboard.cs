namespace Obs.Dashboards;

/// <summary>The dashboard that leads into the traces of a service: the map, faults and latency of every service and edge, and the traces
/// that failed.</summary>
public static class XRayDashboard
{
    private const int Period = 60;

    /// <summary>Makes the dashboard.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    public static Dashboard Create(MetricCatalogue catalogue) => Create(catalogue, new RedDashboardOptions());

    /// <summary>Makes the dashboard.</summary>
    /// <param name="catalogue">What the service emits.</param>
    /// <param name="options">Region and environment.</param>
    /// <exception cref="DashboardFormatException">The catalogue lacks the metrics of requests.</exception>
    public static Dashboard Create(MetricCatalogue catalogue, RedDashboardOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(options);
        var metrics = new RedMetrics(catalogue, options.Environment);
        DimensionSet services = catalogue.Find(RedMetrics.Namespace, RedMetrics.Latency)!.Find(RedMetrics.Environment, RedMetrics.Service)!;
        string duration = metrics.HasPercentiles ? "p95" : "Average";
        return new Dashboard { Start = "-PT3H", PeriodOverride = PeriodOverride.Inherit }
            .AddRow(6, new TextWidget(Links(catalogue.Service, options)))
            .AddRow(6,
                Nodes("Requests by service", RedMetrics.Latency, "SampleCount", services),
                Nodes("Faults by service", RedMetrics.Fault, "Sum", services),
                Nodes($"Duration by service, {duration}", RedMetrics.Latency, duration, services))
            .AddSection(new CauseWidgets(metrics, options).Dependencies())
            .AddRow(7, new LogWidgets(catalogue.Logs, options.Region).NewestFaults());

        // Of every service of the environment: a map has more than one node.
        MetricWidget Nodes(string title, string metric, string stat, DimensionSet set) => new()
        {
            Title = title,
            Region = options.Region,
            View = MetricView.TimeSeries,
            PeriodSeconds = Period,
            LeftAxis = new YAxis { Min = 0, ShowUnits = false },
            Metrics =
            [
                new WidgetMetric(
                    new MetricSearch(RedMetrics.Namespace, metric, set.Names).Where(RedMetrics.Environment, metrics.EnvironmentName)
                        .ToExpression(stat, Period))
                {
                    Id = "nodes",
                    Label = "${PROP('Dim.Service')}",
                },
            ],
        };
    }

    private static string Links(string service, RedDashboardOptions options)
    {
        string console = $"https://{options.Region}.console.aws.amazon.com/cloudwatch/home?region={options.Region}";
        string slow = RedMetrics.Text(options.Objective.LatencyMilliseconds / 1_000);
        return $$"""
            # Traces of {{service}}
            [Trace map]({{console}}#xray:service-map/map) · [Traces]({{console}}#xray:traces/query)

            | Question | Filter expression |
            | --- | --- |
            | Which requests failed here? | `service("{{service}}") AND fault` |
            | Which were too slow? | `service("{{service}}") AND responsetime > {{slow}}` |
            | Which failed in something it calls? | `service("{{service}}") AND ok AND service() { fault }` |
            | Which were throttled? | `service("{{service}}") { throttle }` |
            | Which are still incomplete? | `service("{{service}}") AND partial` |
            """.ReplaceLineEndings("\n");
    }
}
