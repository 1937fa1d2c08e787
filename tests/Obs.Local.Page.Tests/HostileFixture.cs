using System.Text.Json;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>A backend whose every text is hostile, whatever way it came in, and a real browser.</summary>
public sealed class HostileFixture : IAsyncLifetime, IAsyncDisposable
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
    private Browser? _browser;

    /// <summary>The trace of the first hostile text.</summary>
    public string TraceId => IdOf(0);

    /// <summary>The trace of the second one.</summary>
    public string OtherTraceId => IdOf(1);

    private long Milliseconds => _now.ToUnixTimeMilliseconds() - 2_000;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        await _server.SendSegmentsAsync(HostileTexts.All.Select((_, index) =>
            HostileDocuments.Segment(index, IdOf(index), (Milliseconds / 1_000.0) - 1 - (index % 100))));
        await _server.SendSegmentsAsync(HostileTexts.All.Take(20)); // Not even documents: they are shown where rejects are.
        await _server.LogAsync(
            "/hostile", HostileTexts.All.Select((_, index) => (Milliseconds, HostileDocuments.Entry(index, IdOf(index)))));
        await _server.LogAsync("/plain", HostileTexts.All.Select(text => (Milliseconds, text)));
        foreach (string[] texts in HostileTexts.All.Chunk(100))
        {
            await PublishAsync(texts);
        }

        await WatchAsync();
        _browser = await Browser.LaunchAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    public Task<WatchedPage> OpenAsync() => _browser!.OpenAsync(_server.HttpAddress, height: 2_400, range: Browser.RangeUntil(_now));

    private string IdOf(int index) => $"1-{_now.ToUnixTimeSeconds():x8}-{index:x24}";

    private Task<JsonElement> PublishAsync(IEnumerable<string> texts)
    {
        IEnumerable<string> data = texts.SelectMany(text => HostileDocuments.Data(text, Milliseconds / 1_000));
        return _server.CallAsync(
            "GraniteServiceVersion20100801.PutMetricData", $$"""{"Namespace":"Obs","MetricData":[{{string.Join(',', data)}}]}""");
    }

    private async Task WatchAsync()
    {
        await _server.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard",
            JsonSerializer.Serialize(new { DashboardName = "hostile", DashboardBody = HostileDocuments.Dashboard }));
        foreach (string text in HostileTexts.All)
        {
            await _server.CallAsync("GraniteServiceVersion20100801.PutMetricAlarm", HostileDocuments.Alarm(text));
        }
    }
}
