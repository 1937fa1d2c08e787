using Microsoft.Playwright;
using Obs.BrowserSupport;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>A person looks at the running shop in a real browser.</summary>
[Collection(RunningShopDefinition.Name)]
public sealed class PageTests(ShopFixture shop)
{
    /// <summary>With <c>OBS_SCREENSHOTS=1</c> the pictures of the documentation are taken anew.</summary>
    private static bool TakesPictures => Environment.GetEnvironmentVariable("OBS_SCREENSHOTS") == "1";

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

        (await page.Locator("[data-kind=server]").CountAsync()).Should().BeGreaterThanOrEqualTo(2);
        (await page.Locator(".log-raw pre").First.InnerTextAsync()).Should().Contain("xrayTraceId");
        watched.Complaints.Should().BeEmpty();
    }

    [Theory]
    [InlineData("map", "#/map", "[data-node='service:payments']")]
    [InlineData("overview", "#/overview", ".services-table [data-service=payments]")]
    [InlineData("metrics", "#/metrics", "[data-operation]")]
    [InlineData("explain", "#/explain?percentile=90", "[data-step]")]
    [InlineData("waterfall", null, "[data-kind=sql]")]
    public async Task A_view_can_be_shown_to_others(string name, string? fragment, string content)
    {
        await WaitForPicturesAsync();
        await using Browser browser = await Browser.LaunchAsync();
        await using WatchedPage watched = await browser.OpenAsync(shop.Page);

        await watched.GoAsync(fragment ?? "#/traces/" + await FirstLight.HasPurchaseAsync(shop.Page));
        await watched.Page.Locator(content).First.WaitForAsync();
        await watched.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = PictureOf(name), Animations = ScreenshotAnimations.Disabled });

        watched.Complaints.Should().BeEmpty();
    }

    /// <summary>A chart of five minutes is worth a picture once it is full, and the start of the processes has left it.</summary>
    private Task WaitForPicturesAsync() => !TakesPictures ? Task.CompletedTask : Eventually.GetAsync(
        async () => (await shop.Shop.GetJsonAsync("api/metrics?window=24h")).GetProperty("window").GetProperty("seconds").GetDouble(),
        static seconds => seconds >= 330,
        TimeSpan.FromMinutes(7));

    private static string PictureOf(string name) => TakesPictures
        ? Repository.PathOf("docs", "images", name + ".png")
        : Repository.PathOf("artifacts", "screenshots", $"shop-{name}.png");
}
