using Microsoft.Playwright;
using Obs.BrowserSupport;
using Obs.TestSupport;

namespace Obs.Local.Page.Tests;

/// <summary>A page that stays open while the backend stops, and starts again on the same port.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task What_was_shown_stays_with_a_word_on_its_age_until_the_backend_is_there_again()
    {
        using var folder = new TemporaryFolder();
        string store = Path.Combine(folder.Path, "store.db");
        await using Browser browser = await Browser.LaunchAsync();
        ObsLocalServer first = await StartAsync(store, port: 0);
        Uri address = first.HttpAddress;
        await first.SendSegmentsAsync([Segment("before")]);
        await using WatchedPage watched = await browser.OpenAsync(address);
        await watched.GoAsync("#/overview?range=1h");
        await watched.Page.Locator("[data-service=before]").WaitForAsync();

        await first.DisposeAsync();
        ILocator notice = watched.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(notice).ToContainTextAsync("Not up to date.");
        await Assertions.Expect(notice).ToContainTextAsync("The backend does not answer: is it still running?");
        await Assertions.Expect(watched.Page.Locator("[data-service=before]")).ToBeVisibleAsync();
        await using ObsLocalServer second = await StartAsync(store, address.Port);
        await second.SendSegmentsAsync([Segment("after")]);

        // By itself: nobody reloads the page.
        await watched.Page.Locator("[data-service=after]").WaitForAsync();
        await Assertions.Expect(notice).ToHaveCountAsync(0);
        await Assertions.Expect(watched.Page.Locator("[data-service=before]")).ToBeVisibleAsync();
        watched.Complaints.Should().OnlyContain(static complaint => complaint.Contains("ERR_", StringComparison.Ordinal));
    }

    // Somebody else may have been quicker to take the port that was free; only the same one will do.
    private static async Task<ObsLocalServer> StartAsync(string store, int port) =>
        (await Eventually.GetAsync(() => TryStartAsync(store, port), static server => server is not null))!;

    private static async Task<ObsLocalServer?> TryStartAsync(string store, int port)
    {
        var server = new ObsLocalServer(new ObsLocalOptions { Port = port, UdpPort = 0, Store = store });
        try
        {
            await server.StartAsync();
            return server;
        }
        catch (InvalidOperationException)
        {
            await server.DisposeAsync();
            return null;
        }
    }

    private static string Segment(string service)
    {
        double now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1_000.0;
        return FormattableString.Invariant($$"""
            {"name":"{{service}}","id":"7000000000000001","trace_id":"1-{{(long)now:x8}}-0000000000000000{{service.Length:x8}}",
             "start_time":{{now - 1:F3}},"end_time":{{now - 0.9:F3}}}
            """);
    }
}
