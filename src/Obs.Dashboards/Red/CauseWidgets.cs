namespace Obs.Dashboards;

/// <summary>What explains rate, errors and duration: the budget, dependencies, saturation, the business.</summary>
internal sealed class CauseWidgets(RedMetrics metrics, RedDashboardOptions options)
{
    private const int Period = 60;

    // Business metrics beyond these would be lines that nobody reads; they are on the page of business metrics.
    private const int MostBusinessMetrics = 12;

    // Instruments of the platform that say how full a process is, under the names they keep in CloudWatch when an application publishes
    // them.
    private static readonly string[] Saturating =
    [
        "http.server.active_requests", "kestrel.queued_requests", "kestrel.queued_connections", "dotnet.thread_pool.queue.length",
        "dotnet.thread_pool.thread.count", "dotnet.gc.pause.time", "dotnet.gc.last_collection.memory.committed_size",
        "dotnet.process.memory.working_set", "dotnet.monitor.lock_contentions", "db.client.connection.count",
    ];

    public MetricWidget Budget()
    {
        ServiceObjective objective = options.Objective;
        string budget = RedMetrics.Text(objective.AvailabilityBudget);
        return new MetricWidget
        {
            Title = "Burn rate: how many times too fast the budget is spent",
            Region = options.Region,
            View = MetricView.TimeSeries,
            PeriodSeconds = 300,
            LeftAxis = new YAxis { Min = 0, ShowUnits = false },
            Metrics =
            [
                new WidgetMetric(metrics.Of(RedMetrics.Latency)) { Id = "t", Stat = "SampleCount", Visible = false },
                new WidgetMetric(metrics.Of(RedMetrics.Fault)) { Id = "f", Stat = "Sum", Visible = false },
                new WidgetMetric($"FILL(f,0)/t/{budget}") { Id = "burn", Label = "faults" },
                .. metrics.HasPercentiles ? LatencyBurn(objective) : [],
            ],
            HorizontalAnnotations =
            [
                new HorizontalAnnotation(1) { Label = "budget lasts 30 days" },
                new HorizontalAnnotation(14.4) { Label = "page", Color = "#d62728" },
            ],
        };
    }

    public IReadOnlyList<Widget> Dependencies()
    {
        if (metrics.Dependencies is not { } set)
        {
            return
            [
                new TextWidget($"**Dependencies**: {metrics.ServiceName} publishes no metrics by {RedMetrics.RemoteService}. "
                    + $"The [trace map](https://{options.Region}.console.aws.amazon.com/cloudwatch/home?region={options.Region}#xray:service-map/map) shows its calls; "
                    + $"`service(\"{metrics.ServiceName}\") {{ fault }}` finds traces in which they fail."),
            ];
        }

        string stat = metrics.HasPercentiles ? "p95" : "Average";
        return
        [
            Dependency($"Dependencies: duration, {stat}", RedMetrics.Latency, stat, "MAX", "ms", set),
            Dependency("Dependencies: faults", RedMetrics.Fault, "Sum", "SUM", "calls", set),
            Dependency("Dependencies: calls", RedMetrics.Latency, "SampleCount", "SUM", "calls", set),
        ];
    }

    public Widget Saturation()
    {
        WidgetMetric[] rows = [.. metrics.Catalogue.Metrics.Where(static m => Saturating.Contains(m.Name, StringComparer.Ordinal))
            .SelectMany((metric, i) => Rows(metric, "s", i, "MAX", "Maximum"))];
        return rows.Length == 0
            ? new TextWidget(
                $"**Saturation**: {metrics.ServiceName} publishes none of the platform's own metrics; "
                + "threads, collections and requests in flight are on its `GET /api/metrics`.")
            : Graph("Saturation", rows);
    }

    public Widget Business()
    {
        WidgetMetric[] rows = [.. metrics.Catalogue.Metrics.Where(static m => m.Namespace == RedMetrics.BusinessNamespace)
            .Take(MostBusinessMetrics)
            .SelectMany((metric, i) => Rows(metric, "b", i, "SUM", "Sum"))];
        return rows.Length == 0
            ? new TextWidget($"**Business**: {metrics.ServiceName} publishes no business metrics yet.")
            : Graph("Business", rows);
    }

    // A share above the threshold over what is allowed to be: both are shares of requests, so that the quotient is a burn rate.
    private IEnumerable<WidgetMetric> LatencyBurn(ServiceObjective objective)
    {
        string stat = $"PR(:{RedMetrics.Text(objective.LatencyMilliseconds)})";
        yield return new WidgetMetric(metrics.Of(RedMetrics.Latency)) { Id = "fast", Stat = stat, Visible = false };
        yield return new WidgetMetric($"(1-fast/100)/{RedMetrics.Text(objective.LatencyBudget)}") { Id = "slow", Label = "slow requests" };
    }

    private MetricWidget Dependency(string title, string metric, string stat, string by, string unit, DimensionSet set)
    {
        string search = metrics.Search(RedMetrics.Namespace, metric, set).ToExpression(stat, Period);
        MetricWidget graph = Graph(title,
            [new WidgetMetric($"SORT({search}, {by}, DESC, 10)") { Id = "top", Label = "${PROP('Dim.RemoteService')}" }]);
        graph.LeftAxis = new YAxis { Min = 0, Label = unit, ShowUnits = false };
        return graph;
    }

    // Such metrics have no series for the whole service: what all values of their dimensions come to is one, and exact.
    private IEnumerable<WidgetMetric> Rows(CataloguedMetric metric, string prefix, int index, string function, string stat)
    {
        if (metric.DimensionSets is not [.., DimensionSet set])
        {
            yield break;
        }

        string search = metrics.Search(metric.Namespace, metric.Name, set).ToExpression(stat, Period);
        yield return new WidgetMetric($"{function}({search})")
        {
            Id = $"{prefix}{index}",
            Label = metric.Unit is "None" or "Count" ? metric.Name : $"{metric.Name} ({metric.Unit})",
        };
    }

    private MetricWidget Graph(string title, WidgetMetric[] rows) => new()
    {
        Title = title,
        Region = options.Region,
        View = MetricView.TimeSeries,
        PeriodSeconds = Period,
        LeftAxis = new YAxis { Min = 0, ShowUnits = false },
        Metrics = rows,
    };
}
