using System.Globalization;
using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>A real backend with purchases in it, one in ten of them slow for a known reason, and a real browser.</summary>
public sealed class ExplainFixture : IAsyncLifetime, IAsyncDisposable
{
    private const int Traces = 200;

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
    private Browser? _browser;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        await _server.SendSegmentsAsync(Enumerable.Range(0, Traces).Select(Purchase));
        await _server.LogAsync(
            "shop", Enumerable.Range(0, Traces).Where(IsSlow).Select(number => (_now.ToUnixTimeMilliseconds(), Entry(number))));
        await _server.FlushAsync();
        _browser = await Browser.LaunchAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    public Task<WatchedPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        _browser!.OpenAsync(_server.HttpAddress, width, scheme: scheme, range: Browser.RangeUntil(_now));

    private static bool IsSlow(int number) => number % 10 == 3;

    private string TraceId(int number) => $"1-{_now.ToUnixTimeSeconds():x8}-{number:x24}";

    private string Purchase(int number)
    {
        double start = (_now.ToUnixTimeMilliseconds() / 1000.0) - 240 + number;
        double query = IsSlow(number) ? 0.8 + (number * 0.001) : 0.012 + (number % 7 * 0.001);
        string plan = IsSlow(number) ? "gold" : "silver";
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"trace_id":"{{{TraceId(number)}}}","id":"{{{number + 1:x16}}}","name":"storefront","start_time":{{{start}}},"end_time":{{{start + query + 0.03}}},
             "annotations":{"plan":"{{{plan}}}"},"service":{"version":"{{{(IsSlow(number) ? "2.1.0" : "2.0.4")}}}"},
             "http":{"request":{"method":"GET","url":"http://localhost:5101/products/{{{number}}}"},"response":{"status":200}},
             "subsegments":[{"id":"{{{number + 1_000:x16}}}","name":"shop@db","namespace":"remote","start_time":{{{start + 0.01}}},"end_time":{{{start + 0.01 + query}}},
               "sql":{"sanitized_query":"SELECT * FROM products WHERE category = ? ORDER BY price"}}]}
            """);
    }

    private string Entry(int number) =>
        $$"""{"level":"Warning","service":"storefront","xrayTraceId":"{{TraceId(number)}}","template":"No index for plan {Plan}","message":"No index for plan gold"}""";
}
