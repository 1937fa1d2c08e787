using System.Diagnostics;
using System.Globalization;

namespace Obs.Benchmarks.Local;

/// <summary>Asks what the page's views ask, and times each.</summary>
internal sealed class LocalViews(LocalProcess server, long endSeconds)
{
    private const int Rounds = 5;
    private const double BudgetMilliseconds = 300;

    private static readonly string[] Filters =
    [
        "fault", "responsetime > 0.5", "duration >= 0.05 AND http.status = 200", "http.url CONTAINS \"/products/7\"",
        "service(\"payments\") { fault }", "edge(\"storefront\", \"payments\") { fault }", "edge(\"storefront\", \"payments\")",
        "annotation.plan = \"gold\"", "annotation[tenant] = 7", "user = \"u7\"", "service(id(name: \"shop@db.example\", type: \"Database::SQL\"))",
        "rootcause.fault.service { name = \"payments\" }", "!ok OR partial",
    ];

    /// <summary>Measures, prints, and returns a line for every view that takes too long.</summary>
    public async Task<IReadOnlyList<string>> MeasureAsync()
    {
        List<string> breaches = [];
        Console.WriteLine("| View | first ms | slowest of the rest ms |");
        Console.WriteLine("|---|--:|--:|");
        foreach (string path in Paths())
        {
            double first = await TimeAsync(path);
            double rest = 0;
            for (int round = 1; round < Rounds; round++)
            {
                rest = Math.Max(rest, await TimeAsync(path));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Uri.UnescapeDataString(path)} | {first:0} | {rest:0} |"));
            if (Math.Max(first, rest) > BudgetMilliseconds)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Uri.UnescapeDataString(path)}: {Math.Max(first, rest):0} ms; the budget is {BudgetMilliseconds:0} ms"));
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
            $"explain?{hour}&percentile=99", "alarms", "runs", "groups",
        ];
    }

    private async Task<double> TimeAsync(string path)
    {
        var clock = Stopwatch.StartNew();
        using HttpResponseMessage response = await server.Http.GetAsync(new Uri("api/local/" + path, UriKind.Relative));
        string body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException(path + ": " + body);
    }
}
