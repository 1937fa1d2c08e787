using System.Diagnostics;
using System.Globalization;

namespace Obs.Benchmarks.Local;

/// <summary>Asks what the page's views and the clients of AWS ask, and times each.</summary>
internal sealed class LocalViews(LocalProcess server, long endSeconds)
{
    private const int Rounds = 5;
    private const double BudgetMilliseconds = 300;

    /// <summary>Filter expressions of all kinds, of much and of little.</summary>
    public static IReadOnlyList<string> Filters { get; } =
    [
        "fault", "responsetime > 0.5", "duration >= 0.05 AND http.status = 200", "http.url CONTAINS \"/products/7\"",
        "service(\"payments\") { fault }", "edge(\"storefront\", \"payments\") { fault }", "edge(\"storefront\", \"payments\")",
        "annotation.plan = \"gold\"", "annotation[tenant] = 7", "user = \"u7\"",
        "service(id(name: \"shop@db.example\", type: \"Database::SQL\"))",
        "rootcause.fault.service { name = \"payments\" }", "!ok OR partial", "annotation.orderId = \"o-77\"", "annotation.amount > 199",
        "annotation.orderId BEGINSWITH \"o-77\"", "annotation.challenged = true AND fault",
        "service(\"inventory\") { responsetime >= 0.1 }",
        "service(\"payments\") { responsetime >= 0.9 AND !fault }", "service(\"payments\") { error }",
        "edge(\"payments\", \"bank.example\") { responsetime > 0.8 }",
        "edge(\"catalog\", \"inventory\") { fault }", "!ok AND !fault", "!fault", "http.url CONTAINS \"nowhere\"", "http.status = 404",
        "service(\"nowhere\")", "service(\"payments\") { fault } AND responsetime < 0.01", "http.clientip = \"192.0.2.8\"",
        "http.useragent CONTAINS \"curl\"",
    ];

    /// <summary>Measures, prints, and returns a line for every one that takes too long.</summary>
    public async Task<IReadOnlyList<string>> MeasureAsync()
    {
        List<string> breaches = [];
        Console.WriteLine("| View | first ms | slowest of the rest ms |");
        Console.WriteLine("|---|--:|--:|");
        foreach ((string name, Func<Task> call) in Paths().Select(Get).Concat(new LocalCalls(server, endSeconds).All()))
        {
            double first = await TimeAsync(call);
            double rest = 0;
            for (int round = 1; round < Rounds; round++)
            {
                rest = Math.Max(rest, await TimeAsync(call));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {first:0} | {rest:0} |"));
            if (Math.Max(first, rest) > BudgetMilliseconds)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{name}: {Math.Max(first, rest):0} ms; the budget is {BudgetMilliseconds:0} ms"));
            }
        }

        return breaches;
    }

    private IEnumerable<string> Paths()
    {
        long end = (endSeconds * 1_000) + 1_234;
        string hour = string.Create(CultureInfo.InvariantCulture, $"from={end - 3_601_234}&to={end + 60_000}");
        string now = string.Create(CultureInfo.InvariantCulture, $"from={end - 300_000}&to={end + 60_000}");
        string day = string.Create(CultureInfo.InvariantCulture, $"from={end - 86_400_000}&to={end}");
        string one = string.Create(CultureInfo.InvariantCulture, $"traces?{now}&limit=1");
        return
        [
            "status", $"services?{hour}", $"map?{hour}", $"map?{now}", $"map?{hour}&service=payments",
            $"map?{hour}&histogram=service%3Apayments", one, $"traces?{hour}&limit=200", $"traces?{hour}&sort=slowest&limit=200",
            $"traces?{hour}&outcome=fault&sort=newest", $"traces?{hour}&service=payments", $"traces?{hour}&node=service%3Apayments",
            $"traces?{hour}&edge=service%3Astorefront,service%3Apayments&sort=slowest", $"traces?{hour}&q=products",
            .. Filters.Select(filter => $"traces?{hour}&limit=200&filter={Uri.EscapeDataString(filter)}"),
            $"map?{hour}&filter={Uri.EscapeDataString("service(\"payments\") { fault }")}",
            $"operations?{hour}", $"operations?{day}", $"operations/series?{hour}&service=storefront&period=60",
            $"operations/series?{day}&service=storefront&period=300", $"operations/heat?{hour}&service=storefront&period=60",
            $"services?{day}", $"metrics?{day}", $"business?{day}", $"logs?{hour}", $"logs?{hour}&level=Error&q=products",
            $"logs?{hour}&level=Critical", $"logs?{hour}&service=payments", $"logs?{hour}&q=nowhere", $"logs?{hour}&environment=Staging",
            $"explain?{hour}&percentile=99", $"explain?{hour}&percentile=90&service=payments", "alarms", "runs", "groups",
            $"environments?{hour}", $"services?{hour}&environment=Staging", $"map?{hour}&environment=Staging",
            $"map?{hour}&environment=Test",
            $"traces?{hour}&environment=Staging", $"traces?{hour}&environment=Test&sort=slowest",
            $"traces?{hour}&environment=Staging&outcome=fault",
            $"traces?{hour}&q=nowhere", $"traces?{hour}&service=payments&outcome=fault&sort=slowest",
            $"traces?{hour}&limit=200&offset=200000",
        ];
    }

    private (string Name, Func<Task> Call) Get(string path) => (Uri.UnescapeDataString(path), () => GetAsync(path));

    private async Task GetAsync(string path)
    {
        using HttpResponseMessage response = await server.Http.GetAsync(new Uri("api/local/" + path, UriKind.Relative));
        string body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(path + ": " + body);
        }
    }

    private static async Task<double> TimeAsync(Func<Task> call)
    {
        var clock = Stopwatch.StartNew();
        await call();
        return clock.Elapsed.TotalMilliseconds;
    }
}
