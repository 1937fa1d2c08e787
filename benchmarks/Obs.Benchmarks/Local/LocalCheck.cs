using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Obs.Benchmarks.Local;

/// <summary>The local backend, filled. Budgets: 20,000 segments a second received and 99.9 % of them kept; every view under 300 ms, and
/// drawn by the page within 1 s; an Insights query over all lines under 2 s; started within 1 s; 300 MB resident after all of it.</summary>
internal static class LocalCheck
{
    public const string Argument = "--local";
    public const string PageArgument = "--local-page";
    public const string ViewsArgument = "--local-views";

    private const int HourSeconds = 3_600;
    private const string Query =
        "filter level = \\\"Error\\\" | stats count(*) as n, pct(durationMs, 95) as p95 by tenant | sort n desc | limit 20";

    /// <summary>Measures, prints, and returns a line for every budget that does not hold.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(LocalSizes sizes)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("obs-bench-");
        try
        {
            return await RunAsync(sizes, Path.Combine(folder.FullName, "store.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The page alone, over a store that is kept: made as promised unless it is there already.</summary>
    public static Task<IReadOnlyList<string>> RunPageAsync(string store) =>
        RunKeptAsync(store, static (server, end) => new LocalPage(server, end).MeasureAsync());

    /// <summary>What views and clients ask alone, over such a store.</summary>
    public static Task<IReadOnlyList<string>> RunViewsAsync(string store) =>
        RunKeptAsync(store, static (server, end) => new LocalViews(server, end).MeasureAsync());

    private static async Task<IReadOnlyList<string>> RunKeptAsync(
        string store, Func<LocalProcess, long, Task<IReadOnlyList<string>>> measure)
    {
        if (!File.Exists(store))
        {
            await using LocalProcess filled = await LocalProcess.StartAsync(store);
            long end = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            await FillWithSegmentsAsync(filled, LocalSizes.Promised.Segments, end);
            var signals = new SignalLoad(filled, end);
            await signals.SendMetricsAsync(LocalSizes.Promised.MetricValues);
            await signals.SendLogsAsync(LocalSizes.Promised.LogLines);
        }

        await using LocalProcess server = await LocalProcess.StartAsync(store);
        long stored = Stored(await server.GetAsync("status"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"segments stored: {stored}"));
        return await measure(server, await EndAsync(server));
    }

    // On a busy machine some are lost on the way, and what is measured here is what as many as promised cost.
    private static async Task FillWithSegmentsAsync(LocalProcess server, int segments, long end)
    {
        var load = new SegmentLoad(end - HourSeconds, HourSeconds);
        for (long stored = 0; stored < segments; stored = Stored(await SettledAsync(server)))
        {
            double rate = load.Send(server.UdpPort, (int)(segments - stored));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{segments - stored} segments sent, {rate:0} a second"));
        }
    }

    private static async Task<IReadOnlyList<string>> RunAsync(LocalSizes sizes, string store)
    {
        List<string> breaches = [];
        long end = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await using (LocalProcess filled = await LocalProcess.StartAsync(store))
        {
            await FillAsync(filled, sizes, end, breaches);
        }

        await using LocalProcess server = await LocalProcess.StartAsync(store);
        Check(breaches, "start over the filled store, ms", server.Started.TotalMilliseconds, most: 1_000);
        breaches.AddRange(await new LocalViews(server, end).MeasureAsync());
        double seconds = await QueryAsync(server, end, sizes.LogLines);
        Check(breaches, "Insights query over all lines, s", Math.Min(seconds, await QueryAsync(server, end, sizes.LogLines)), most: 2);
        Check(breaches, "resident after the views, MB", server.ResidentMebibytes * 1.048576, most: 300);
        breaches.AddRange(await new LocalPage(server, end).MeasureAsync());
        Check(breaches, "resident after the page, MB", server.ResidentMebibytes * 1.048576, most: 300);
        return breaches;
    }

    private static async Task FillAsync(LocalProcess server, LocalSizes sizes, long end, List<string> breaches)
    {
        double rate = new SegmentLoad(end - HourSeconds, HourSeconds).Send(server.UdpPort, sizes.Segments);
        JsonElement status = await SettledAsync(server);
        long stored = Stored(status);
        long lost = status.GetProperty("udp").GetProperty("droppedByKernel").GetInt64() + status.GetProperty("ingest")[0]
            .GetProperty("dropped").EnumerateObject().Sum(static reason => reason.Value.GetInt64());
        Check(breaches, "segments sent a second", rate, least: 20_000);
        Check(breaches, "kept, %", 100.0 * stored / sizes.Segments, least: 99.9);
        Check(breaches, "neither stored nor counted as lost", Math.Abs(sizes.Segments - stored - lost), most: 0);
        Check(breaches, "resident after the segments, MB", server.ResidentMebibytes * 1.048576, most: 300);
        var signals = new SignalLoad(server, end);
        var clock = Stopwatch.StartNew();
        await signals.SendMetricsAsync(sizes.MetricValues);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"metric values stored in {clock.Elapsed.TotalSeconds:0.0} s"));
        clock.Restart();
        await signals.SendLogsAsync(sizes.LogLines);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"log lines stored in {clock.Elapsed.TotalSeconds:0.0} s"));
        Check(breaches, "resident after everything, MB", server.ResidentMebibytes * 1.048576, most: 300);
    }

    /// <summary>The second after the newest trace.</summary>
    private static async Task<long> EndAsync(LocalProcess server)
    {
        JsonElement newest = await server.GetAsync(string.Create(
            CultureInfo.InvariantCulture, $"traces?from=0&to={TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}&limit=1"));
        return (long)(newest.GetProperty("traces")[0].GetProperty("startTime").GetDouble() / 1_000) + 1;
    }

    /// <summary>The status once nothing has been stored for a moment.</summary>
    private static async Task<JsonElement> SettledAsync(LocalProcess server)
    {
        JsonElement before = await server.GetAsync("status");
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            JsonElement after = await server.GetAsync("status");
            if (Stored(after) == Stored(before))
            {
                return after;
            }

            before = after;
        }
    }

    private static long Stored(JsonElement status) => status.GetProperty("store").GetProperty("segments").GetInt64();

    private static async Task<double> QueryAsync(LocalProcess server, long end, int lines)
    {
        var clock = Stopwatch.StartNew();
        JsonElement started = await server.CallLogsAsync("StartQuery", string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"logGroupName\":\"/obs/shop\",\"startTime\":{end - (2 * HourSeconds)},\"endTime\":{end},\"queryString\":\"{Query}\"}}"));
        string ask = $"{{\"queryId\":\"{started.GetProperty("queryId").GetString()}\"}}";
        JsonElement results = await server.CallLogsAsync("GetQueryResults", ask);
        while (results.GetProperty("status").GetString() == "Running")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            results = await server.CallLogsAsync("GetQueryResults", ask);
        }

        double scanned = results.GetProperty("statistics").GetProperty("recordsScanned").GetDouble();
        return scanned == lines ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"{scanned} lines read: {results}");
    }

    private static void Check(
        List<string> breaches, string what, double found, double least = double.MinValue, double most = double.MaxValue)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {found:0.##}"));
        if (found < least || found > most)
        {
            breaches.Add(string.Create(
                CultureInfo.InvariantCulture, $"{what}: {found:0.##}; the budget is {(found < least ? least : most):0.##}"));
        }
    }
}
