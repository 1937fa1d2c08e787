using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>A person looks at the running shop in a real browser.</summary>
[Collection(RunningShopDefinition.Name)]
public sealed class PageTests(ShopFixture shop)
{
    [Fact]
    public async Task Clicks_lead_from_the_map_to_a_trace_and_to_its_log_lines()
    {
        await using Browser browser = await Browser.LaunchAsync();
        await using WatchedPage watched = await browser.OpenAsync(shop.Page);
        IPage page = watched.Page;

        await watched.GoAsync("#/map");
        await page.Locator("[data-node='service:payments']").ClickAsync();
        await page.Locator(".map-panel [data-trace] a").First.ClickAsync();
        await page.Locator("[data-row]").First.WaitForAsync();
        await page.Locator(".trace-logs .log-line").First.ClickAsync();

        await page.Locator("[data-kind=server]").Nth(1).WaitForAsync();
        (await page.Locator(".log-raw pre").First.InnerTextAsync()).Should().Contain("xrayTraceId");
        watched.Complaints.Should().BeEmpty();
    }
}
