using Microsoft.Playwright;
using Obs.BrowserSupport;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>Every view of the page over the running shop. With <c>OBS_SCREENSHOTS=1</c> the pictures of the documentation are taken anew;
/// otherwise each view has to draw, and its pictures have to be there.</summary>
[Collection(RunningShopDefinition.Name)]
public sealed class PictureTests(ShopFixture shop)
{
    // A guide is read over slow lines too; a view full of text is shown no further down than fits.
    private const long MostBytes = 150_000;

    private static bool TakesPictures => Environment.GetEnvironmentVariable("OBS_SCREENSHOTS") == "1";

    [Theory]
    [InlineData("overview", 780, "#/overview", ".services-table [data-service=payments]")]
    [InlineData("map", 780, "#/map", "[data-node='service:payments']")]
    [InlineData("map-dark", 780, "#/map?node=service:payments", ".map-panel [data-trace]")]
    [InlineData("traces", 710, "#/traces", "[data-trace]")]
    [InlineData("waterfall", 710, null, "[data-kind=sql]")]
    [InlineData("waterfall-dark", 710, null, "[data-kind=sql]")]
    [InlineData("compare", 780, "compare", ".comparison-work tbody tr")]
    [InlineData("metrics", 680, "#/metrics", "[data-operation]")]
    [InlineData("explain", 530, "#/explain?percentile=90", "[data-step]")]
    [InlineData("logs", 540, "#/logs", ".log-row")]
    [InlineData("insights", 780, "#/logs/insights?query=stats count(*) as entries by bin(10s), service", ".insights .uplot")]
    [InlineData("dashboard", 780, "#/dashboards/storefront-demo-red", ".widget .uplot")]
    [InlineData("alarms", 580, "#/alarms", "[data-alarm=storefront-demo-silent]")]
    [InlineData("ingest", 780, "#/ingest", "[data-signal=traces]")]
    public async Task A_view_can_be_shown_to_others(string name, int height, string? fragment, string content)
    {
        await WaitForPicturesAsync();
        await shop.ApplyAsync();
        await using Browser browser = await Browser.LaunchAsync();
        ColorScheme scheme = name.EndsWith("-dark", StringComparison.Ordinal) ? ColorScheme.Dark : ColorScheme.Light;
        await using WatchedPage watched = await browser.OpenAsync(shop.Page, width: 1200, height: height, scheme: scheme);

        await watched.GoAsync(fragment?[0] == '#' ? fragment : "#/traces/" + await FirstLight.HasPurchaseAsync(shop.Page)
            + (fragment == "compare" ? "?with=typical" : ""));
        await watched.Page.Locator(content).First.WaitForAsync();
        await watched.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = PictureOf(name), Animations = ScreenshotAnimations.Disabled });

        watched.Complaints.Should().BeEmpty();
        new FileInfo(Repository.PathOf("docs", "images", name + ".png")).Length.Should().BeInRange(5_000, MostBytes);
        Pages().Should().Contain(page => page.Contains($"images/{name}.png", StringComparison.Ordinal), "a picture nobody shows is none");
    }

    /// <summary>A chart of five minutes is worth a picture once it is full, and the start of the processes has left it.</summary>
    private Task WaitForPicturesAsync() => !TakesPictures ? Task.CompletedTask : Eventually.GetAsync(
        async () => (await shop.Shop.GetJsonAsync("api/metrics?window=24h")).GetProperty("window").GetProperty("seconds").GetDouble(),
        static seconds => seconds >= 330,
        TimeSpan.FromMinutes(7));

    private static string PictureOf(string name) => TakesPictures
        ? Repository.PathOf("docs", "images", name + ".png")
        : Repository.PathOf("artifacts", "screenshots", $"shop-{name}.png");

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Repository.PathOf("docs", "guide"), "*.md").Select(File.ReadAllText);
}
