using System.Globalization;
using System.Text.Json;
using Obs.BrowserSupport;

namespace Obs.Benchmarks.Local;

/// <summary>Every view of the page in Chromium over a filled store. Budget: drawn within 1 s, in a window that has never seen the page and
/// in one that has.</summary>
internal sealed class LocalPage(LocalProcess server, long endSeconds)
{
    private const int Rounds = 3;
    private const int HourMilliseconds = 3_600_000;
    private const double BudgetMilliseconds = 1_000;
    private const double AnswerMilliseconds = 2_000; // Of a query over all lines, into a view that is there.
    private const string Query = "logs/insights?query=filter level = \"Error\" | stats count(*) by bin(1m)";

    // From the start of the navigation, by the browser's own clock, to the first frame that has the content in it.
    private const string WaitUntilDrawn = """
        selector => new Promise(resolve => {
          const look = () => document.querySelector(selector) ? requestAnimationFrame(() => resolve(performance.now())) : requestAnimationFrame(look);
          look();
        })
        """;

    // Down a long trace by a bit more than a window a frame: how long each frame took.
    private const string Scroll = """
        () => new Promise(resolve => {
          const rows = document.querySelector('.rows');
          const took = [];
          let last = performance.now();
          const step = () => {
            const now = performance.now();
            took.push(now - last);
            last = now;
            rows.scrollTop += 700;
            rows.scrollTop + rows.clientHeight < rows.scrollHeight - 1 ? requestAnimationFrame(step) : resolve(took.slice(1).sort((a, b) => a - b));
          };
          requestAnimationFrame(step);
        })
        """;

    // Bytes and requests of the page's own files and of the APIs, and the time the slowest answer took.
    private const string WhatWasAsked = """
        () => {
          const all = performance.getEntriesByType('resource');
          const asked = all.filter(({ initiatorType }) => initiatorType === 'fetch');
          return [all.length - asked.length, asked.length, Math.max(0, ...asked.map(({ duration }) => duration)),
            asked.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0) / 1024,
            document.getElementsByTagName('*').length];
        }
        """;

    private static readonly (string View, string Content, double Budget)[] Views =
    [
        ("overview", ".services-table [data-service]", BudgetMilliseconds),
        ("map", "[data-node]", BudgetMilliseconds),
        ("map?node=service:payments", ".map-panel [data-trace]", BudgetMilliseconds),
        ("traces", "[data-trace]", BudgetMilliseconds),
        ("traces?sort=slowest&filter=service(\"payments\") { fault }", "[data-trace]", BudgetMilliseconds),
        ("traces/{id}", "[data-row]", BudgetMilliseconds),
        ("metrics", ".uplot", BudgetMilliseconds),
        ("metrics?durations=heat", ".heat-cell", BudgetMilliseconds),
        ("explain", "[data-step]", BudgetMilliseconds),
        ("logs", ".log-row", BudgetMilliseconds),
        (Query, ".insights .editor-foot", BudgetMilliseconds),
        (Query, ".insights .uplot", AnswerMilliseconds),
        ("dashboards/shop", ".widget .uplot", BudgetMilliseconds),
        ("alarms/slow", ".alarm .uplot", BudgetMilliseconds),
        ("ingest", "[data-signal=traces]", BudgetMilliseconds),
    ];

    /// <summary>Measures, prints, and returns a line for every view that takes too long.</summary>
    public async Task<IReadOnlyList<string>> MeasureAsync()
    {
        await PutAsync();
        string trace = await TraceAsync();
        await using Browser browser = await Browser.LaunchAsync();
        // Until a browser that has just started has come to rest.
        await TimeAsync(browser, "ingest", "[data-signal=traces]");
        Console.WriteLine("| View of the page | first ms | again ms | files | questions | slowest answer ms | answers KiB | elements |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        List<string> breaches = [];
        foreach ((string view, string content, double budget) in Views)
        {
            double slowest = await MeasureAsync(browser, view.Replace("{id}", trace, StringComparison.Ordinal), content);
            if (slowest > budget)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"the page, {view}: {slowest:0} ms; the budget is {budget:0} ms"));
            }
        }

        await ScrollAsync(browser);
        return breaches;
    }

    private async Task ScrollAsync(Browser browser)
    {
        string trace = await new LongTrace(server, endSeconds).SendAsync();
        await using WatchedPage watched = await browser.OpenAsync(server.Http.BaseAddress!, range: Range(0));
        await watched.GoAsync("#/traces/" + trace);
        await watched.Page.EvaluateAsync<double>(WaitUntilDrawn, "[data-row]");
        double[] frames = await watched.Page.EvaluateAsync<double[]>(Scroll);
        string rows = await watched.Page.Locator(".rows").GetAttributeAsync("aria-rowcount") ?? "";
        double median = frames[frames.Length / 2];
        double high = frames[frames.Length * 95 / 100];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{frames.Length} frames down a trace of {rows} rows: median {median:0.0} ms, p95 {high:0.0} ms"));
    }

    private async Task<double> MeasureAsync(Browser browser, string view, string content)
    {
        (double first, double again, JsonElement asked) = await TimeAsync(browser, view, content);
        string[] figures = [.. asked.EnumerateArray().Select(
            static figure => figure.GetDouble().ToString("0", CultureInfo.InvariantCulture))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {view[..Math.Min(view.Length, 60)]} {content} | {first:0} | {again:0} | {string.Join(" | ", figures)} |"));
        return Math.Max(first, again);
    }

    private async Task<(double First, double Again, JsonElement Asked)> TimeAsync(Browser browser, string view, string content)
    {
        // Each round another millisecond, so that nothing has been asked just so before.
        List<double> first = [];
        List<double> again = [];
        JsonElement asked = default;
        for (int round = 0; round < Rounds; round++)
        {
            await using WatchedPage watched = await browser.OpenAsync(server.Http.BaseAddress!, range: Range(round));
            await watched.GoAsync("#/" + view);
            first.Add(await watched.Page.EvaluateAsync<double>(WaitUntilDrawn, content));
            await watched.Page.ReloadAsync();
            again.Add(await watched.Page.EvaluateAsync<double>(WaitUntilDrawn, content));
            asked = await watched.Page.EvaluateAsync<JsonElement>(WhatWasAsked);
        }

        return (Middle(first), Middle(again), asked);
    }

    private string Range(int round) => string.Create(
        CultureInfo.InvariantCulture, $"from={(endSeconds * 1_000) - HourMilliseconds + round}&to={(endSeconds * 1_000) + round}");

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private async Task<string> TraceAsync()
    {
        JsonElement found = await server.GetAsync($"traces?{Range(0)}&limit=1");
        return found.GetProperty("traces")[0].GetProperty("id").GetString()!;
    }

    /// <summary>A dashboard and an alarm over the metrics there are.</summary>
    private async Task PutAsync()
    {
        const string Json = "application/x-amz-json-1.0";
        const string Series = """["Obs","Latency","Environment","Test","Service","storefront"]""";
        string widgets = string.Join(',', Enumerable.Range(0, 8).Select(static index => $$"""
            {"type":"metric","x":{{index % 2 * 12}},"y":{{index / 2 * 6}},"width":12,"height":6,
             "properties":{"title":"Duration {{index}}","region":"eu-west-1","period":60,"stat":"p9{{index}}","metrics":[{{Series}}]} }
            """));
        await server.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard",
            JsonSerializer.SerializeToUtf8Bytes(new { DashboardName = "shop", DashboardBody = $"{{\"widgets\":[{widgets}]}}" }),
            Json);
        await server.CallAsync("GraniteServiceVersion20100801.PutMetricAlarm", """
            {"AlarmName":"slow","Namespace":"Obs","MetricName":"Latency","ExtendedStatistic":"p99","Period":60,"EvaluationPeriods":3,
             "Threshold":100,"ComparisonOperator":"GreaterThanThreshold",
             "Dimensions":[{"Name":"Environment","Value":"Test"},{"Name":"Service","Value":"storefront"}]}
            """u8.ToArray(), Json);
    }
}
