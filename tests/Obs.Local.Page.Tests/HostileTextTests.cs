using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>Threat T13: whoever can make a service log, name or fail something can put any text before the page.</summary>
public sealed class HostileTextTests(HostileFixture fixture) : IClassFixture<HostileFixture>
{
    // What a text must never become. The page itself has no image, no frame and no style element, and asks its own origin alone.
    private const string Foreign = """
        [...document.querySelectorAll('*')].filter(e =>
            ['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'STYLE', 'BASE', 'VIDEO', 'MATH', 'ANIMATE'].includes(e.tagName.toUpperCase())
            || ['SCRIPT', 'LINK'].includes(e.tagName) && new URL(e.src ?? e.href, location).origin !== location.origin
            || e.tagName === 'META' && /refresh/i.test(e.httpEquiv)
            || [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'action' || a.name === 'srcdoc'
                || ['href', 'src'].includes(a.name) && /^\s*javascript:/i.test(a.value)))
            .map(e => e.outerHTML.slice(0, 200))
        """;

    // An expression that is none is refused; the widget says so, with the expression in it.
    private const string Refused = "error: Failed to load resource: the server responded with a status of 400 (Bad Request)";

    private const string Query = "fields%20message,%20level,%20service,%20logger%20%7C%20limit%20600";

    public static TheoryData<string, string, string> Views => new()
    {
        { "overview", ".services-table [data-service]", "" },
        { "map", "[data-node]", "" },
        { "traces", "[data-trace]", "" },
        { "metrics", "[data-operation]", "" },
        { "metrics?durations=heat", "[data-operation]", "" },
        { "explain?percentile=92", "[data-step]", "" },
        { "logs", ".log-row", ".log-row" },
        { $"logs/insights?query={Query}", "[data-result]", "[aria-label^='Row 1 as JSON']" },
        { "dashboards", "[data-dashboard=hostile]", "" },
        { "dashboards/hostile", ".widget", ".lint summary" },
        { "alarms", "[data-alarm]", "" },
        { "ingest", "[data-signal=traces]", "" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task T13_What_was_sent_is_text_in_every_view(string view, string content, string click)
    {
        await using WatchedPage watched = await OpenAsync();

        await watched.GoAsync($"#/{view}");
        await watched.Page.Locator(content).First.WaitForAsync();
        if (click.Length > 0)
        {
            await watched.Page.Locator(click).First.ClickAsync();
        }

        await NothingRanAsync(watched);
    }

    [Fact]
    public async Task T13_What_was_sent_is_text_in_every_part_of_a_trace()
    {
        await using WatchedPage watched = await OpenAsync();
        await watched.GoAsync($"#/traces/{fixture.TraceId}");
        ILocator rows = watched.Page.Locator("[data-row]");
        await Assertions.Expect(rows).ToHaveCountAsync(4);

        for (int row = 0; row < 4; row++)
        {
            await rows.Nth(row).ClickAsync();
            await watched.Page.Locator(".details").First.WaitForAsync();
            await NothingRanAsync(watched);
        }
    }

    [Fact]
    public async Task T13_What_was_sent_is_text_in_a_comparison_of_two_traces()
    {
        await using WatchedPage watched = await OpenAsync();

        await watched.GoAsync($"#/traces/{fixture.TraceId}?with={fixture.OtherTraceId}");
        await Assertions.Expect(watched.Page.Locator(".comparison h1")).ToContainTextAsync(" took ");

        await NothingRanAsync(watched);
    }

    [Fact]
    public async Task T13_What_was_sent_is_text_beside_the_map_and_in_an_alarm()
    {
        await using WatchedPage watched = await OpenAsync();

        await watched.GoAsync("#/map");
        await watched.Page.Locator("[data-node^='service:']").First.ClickAsync();
        await watched.Page.Locator(".map-panel [data-trace]").First.WaitForAsync();
        await NothingRanAsync(watched);
        await watched.GoAsync($"#/alarms/{Uri.EscapeDataString(HostileTexts.All[0])}");
        await watched.Page.Locator(".alarm .rule").WaitForAsync();

        await NothingRanAsync(watched);
    }

    private async Task<WatchedPage> OpenAsync()
    {
        WatchedPage watched = await fixture.OpenAsync();
        await watched.Page.AddInitScriptAsync("window.ran = window.RAN = () => { window.hasRun = true; };");
        return watched;
    }

    private static async Task NothingRanAsync(WatchedPage watched)
    {
        (await watched.Page.EvaluateAsync<string[]>(Foreign)).Should().BeEmpty();
        (await watched.Page.EvaluateAsync<bool>("window.hasRun === true")).Should().BeFalse();
        watched.Complaints.Where(static complaint => complaint != Refused).Should().BeEmpty();
    }
}
