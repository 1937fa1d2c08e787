// Prints the body of a dashboard: dotnet run --project samples/FirstDashboard
using Obs.Dashboards;

var dashboard = new Dashboard { Start = "-PT3H" };
var purchases = new SeriesId("Obs/Business", "Purchases", ("Environment", "Test"), ("Service", "shop"), ("Category", "books"));
dashboard.AddRow(
    height: 6,
    new MetricWidget
    {
        Title = "Checkout",
        Region = "eu-west-1",
        Metrics =
        [
            new WidgetMetric(purchases) { Id = "p", Stat = "Sum" },
            new WidgetMetric("RUNNING_SUM(p)") { Label = "so far", YAxis = AxisSide.Right },
        ],
    },
    new LogWidget("filter level = \"Error\" | limit 20", "/obs/Test/shop") { Title = "Errors", Region = "eu-west-1" });

foreach (DashboardFinding finding in DashboardLint.Check(dashboard, catalogue: null))
{
    Console.Error.WriteLine(finding);
}

Console.WriteLine(dashboard.ToJson());
