namespace Obs.Dashboards;

/// <summary>Rate, errors and duration, of the whole service and by operation.</summary>
internal sealed class RequestWidgets(RedMetrics metrics, RedDashboardOptions options)
{
    private const int Period = 60;
    private const string Green = "#2ca02c";
    private const string Orange = "#ff7f0e";
    private const string Red = "#d62728";

    private readonly ServiceObjective _objective = options.Objective;

    public IReadOnlyList<Widget> Figures()
    {
        string budget = RedMetrics.Text(_objective.AvailabilityBudget);
        List<Widget> figures =
        [
            Figure("Requests per second", Requests(), new WidgetMetric("t/PERIOD(t)") { Id = "rate", Label = "per second" }),
            Figure("Availability %", Requests(), Faults(),
                new WidgetMetric("100*(1-FILL(f,0)/t)") { Id = "availability", Label = "without a fault" }),
            Figure("Errors %", Requests(), Errors4xx(), new WidgetMetric("100*FILL(e,0)/t") { Id = "errors", Label = "4xx" }),
            .. metrics.HasPercentiles
                ? (Widget[])[Figure("p50", Latency("p50")), Figure("p99", Latency("p99"))]
                : [Figure("Mean", Latency("Average")), Figure("Maximum", Latency("Maximum"))],
            Figure("Budget left %", Requests(), Faults(),
                new WidgetMetric($"TIME_SERIES(100*(1-SUM(FILL(f,0))/SUM(t)/{budget}))") { Id = "budget", Label = "in the time shown" }),
        ];
        foreach (Widget figure in figures)
        {
            figure.Width = CloudWatchLimits.Columns / figures.Count;
        }

        return figures;
    }

    public MetricWidget Rate() => Graph("Rate", [
        Requests(), Errors4xx(), Faults(),
        new WidgetMetric("t-FILL(e,0)-FILL(f,0)") { Id = "ok", Label = "ok", Color = Green },
        new WidgetMetric("FILL(e,0)") { Id = "error", Label = "error (4xx)", Color = Orange },
        new WidgetMetric("FILL(f,0)") { Id = "fault", Label = "fault (5xx)", Color = Red }], "requests a minute", stacked: true);

    public MetricWidget Errors()
    {
        MetricWidget graph = Graph("Errors", [
            Requests(), Errors4xx(), Faults(),
            new WidgetMetric("100*FILL(f,0)/t") { Id = "fault", Label = "fault %", Color = Red },
            new WidgetMetric("100*FILL(e,0)/t") { Id = "error", Label = "error %", Color = Orange }], "%");
        graph.HorizontalAnnotations =
        [
            Objective(Math.Round(100 * _objective.AvailabilityBudget, 12)),
        ];
        return graph;
    }

    public MetricWidget Duration()
    {
        string[] stats = metrics.HasPercentiles ? ["p50", "p90", "p95", "p99", "tm99"] : ["Minimum", "Average", "Maximum"];
        MetricWidget graph = Graph("Duration", [.. stats.Select(stat => Latency(stat))], "ms");
        graph.HorizontalAnnotations = [Objective(_objective.LatencyMilliseconds)];
        return graph;
    }

    public IReadOnlyList<Widget> ByOperation()
    {
        CataloguedMetric latency = metrics.Catalogue.Find(RedMetrics.Namespace, RedMetrics.Latency)!;
        if (latency.Find(RedMetrics.Environment, RedMetrics.Service, RedMetrics.Operation) is not { } set)
        {
            return [new TextWidget("**By operation**: the catalogue has no metrics by Operation.")];
        }

        string duration = metrics.HasPercentiles ? "p95" : "Average";
        return
        [
            Graph("Rate by operation", [Top(RedMetrics.Latency, "SampleCount", "SUM", set)], "requests a minute"),
            Graph("Faults by operation", [Top(RedMetrics.Fault, "Sum", "SUM", set)], "faults a minute"),
            Graph($"Duration by operation, {duration}", [Top(RedMetrics.Latency, duration, "MAX", set)], "ms"),
            .. Chosen(set),
        ];
    }

    public MetricWidget Distribution()
    {
        double edge = _objective.LatencyMilliseconds;
        string[] edges = ["", RedMetrics.Text(Math.Round(edge / 3)), RedMetrics.Text(edge), RedMetrics.Text(edge * 3), ""];
        WidgetMetric[] shares = [.. edges.Zip(edges.Skip(1), (low, high) => new WidgetMetric(metrics.Of(RedMetrics.Latency))
        {
            Stat = $"PR({low}:{high})",
            Label = low.Length == 0 ? $"up to {high} ms" : high.Length == 0 ? $"over {low} ms" : $"{low} to {high} ms",
        })];
        return metrics.HasPercentiles
            ? new MetricWidget
            {
                Title = "Share of requests by duration, %",
                Region = options.Region,
                View = MetricView.Bar,
                PeriodSeconds = 300,
                SetPeriodToTimeRange = true,
                Metrics = shares,
            }
            : Graph("Mean duration", [Latency("Average")], "ms");
    }

    // The operation chosen above the dashboard.
    private IEnumerable<Widget> Chosen(DimensionSet set)
    {
        int service = set.Names.ToList().IndexOf(RedMetrics.Service);
        if (set.Series.FirstOrDefault(values => values[service] == metrics.ServiceName) is not { } first)
        {
            yield break;
        }

        (string, string) operation = (RedMetrics.Operation, first[set.Names.ToList().IndexOf(RedMetrics.Operation)]);
        string stat = metrics.HasPercentiles ? "p95" : "Average";
        yield return Graph("The chosen operation", [
            new WidgetMetric(metrics.Of(RedMetrics.Latency).With(operation)) { Stat = "SampleCount", Label = "requests" },
            new WidgetMetric(metrics.Of(RedMetrics.Error).With(operation)) { Stat = "Sum", Label = "errors", Color = Orange },
            new WidgetMetric(metrics.Of(RedMetrics.Fault).With(operation)) { Stat = "Sum", Label = "faults", Color = Red },
            new WidgetMetric(metrics.Of(RedMetrics.Latency).With(operation)) { Stat = stat, Label = $"{stat} ms", YAxis = AxisSide.Right }],
            "requests");
    }

    private WidgetMetric Top(string metric, string stat, string by, DimensionSet set) =>
        new($"SORT({metrics.Search(RedMetrics.Namespace, metric, set).ToExpression(stat, Period)}, {by}, DESC, 10)")
        {
            Id = "top",
            Label = "${PROP('Dim.Operation')}",
        };

    private WidgetMetric Requests() => new(metrics.Of(RedMetrics.Latency)) { Id = "t", Stat = "SampleCount", Visible = false };

    private WidgetMetric Errors4xx() => new(metrics.Of(RedMetrics.Error)) { Id = "e", Stat = "Sum", Visible = false };

    private WidgetMetric Faults() => new(metrics.Of(RedMetrics.Fault)) { Id = "f", Stat = "Sum", Visible = false };

    private WidgetMetric Latency(string stat) =>
        new(metrics.Of(RedMetrics.Latency)) { Stat = stat, Label = stat == "tm99" ? "mean of the fastest 99 %" : stat };

    private static HorizontalAnnotation Objective(double value) =>
        new(value) { Label = "objective", Color = Red, Fill = HorizontalFill.Above };

    private MetricWidget Figure(string title, params WidgetMetric[] rows) => new()
    {
        Title = title,
        Region = options.Region,
        View = MetricView.SingleValue,
        Sparkline = title.StartsWith("Budget", StringComparison.Ordinal) ? null : true,
        SetPeriodToTimeRange = title.StartsWith("Budget", StringComparison.Ordinal) ? true : null,
        PeriodSeconds = Period,
        Metrics = rows,
    };

    private MetricWidget Graph(string title, WidgetMetric[] rows, string unit, bool stacked = false) => new()
    {
        Title = title,
        Region = options.Region,
        View = MetricView.TimeSeries,
        Stacked = stacked,
        PeriodSeconds = Period,
        LeftAxis = new YAxis { Min = 0, Label = unit, ShowUnits = false },
        Metrics = rows,
        VerticalAnnotations = [.. options.Marks.Select(static mark => new VerticalAnnotation(mark.Time) { Label = mark.Label })],
    };
}
