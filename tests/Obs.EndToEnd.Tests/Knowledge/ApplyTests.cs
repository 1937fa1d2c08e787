using Microsoft.Playwright;
using Obs.BrowserSupport;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Knowledge;

/// <summary>From a running shop one command renders, lints and applies what it should be watched by, and a person sees it on the
/// page.</summary>
[Collection(PlantedShopDefinition.Name)]
public sealed class ApplyTests(PlantedShopFixture shop)
{
    private const string Apply = "obs dashboard apply --from http://127.0.0.1:4580 --service storefront --environment demo";

    // Alarms of the business need both sides of it: views and purchases.
    private static readonly TimeSpan TimeToShow = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Dashboards_alarms_and_queries_are_on_the_page_with_live_data_and_a_change_shows_before_and_after()
    {
        await Eventually.PassAsync(
            async () => (await shop.TypeAsync("obs dashboard collect --from http://127.0.0.1:4580 --service storefront")).Output.Should()
                .Contain("\"Purchases\""),
            TimeToShow);
        await RunAsync(Apply);
        await using Browser browser = await Browser.LaunchAsync();
        await using WatchedPage watched = await browser.OpenAsync(shop.Page);

        await ShowsTheDashboardAsync(watched);
        await ShowsTheAlarmsAsync(watched);
        await RunsASavedQueryAsync(watched);
        await RunAsync(Apply + " --latency-ms 250");
        await ShowsWhatChangedAsync(watched);
        watched.Complaints.Should().BeEmpty();
    }

    private async Task RunAsync(string command)
    {
        (int code, string output) = await shop.TypeAsync(command);
        code.Should().Be(0, output);
        output.Should().EndWith("dashboard storefront-demo-red\ndashboard storefront-demo-xray\n");
    }

    private static async Task ShowsTheDashboardAsync(WatchedPage watched)
    {
        await watched.GoAsync("#/dashboards");
        await watched.Page.Locator("[data-dashboard=storefront-demo-red]").ClickAsync();

        foreach (string drawn in new[] { "Rate", "Errors", "Duration" })
        {
            await Assertions.Expect(watched.Page.Locator($"[data-widget=metric][aria-label={drawn}] .uplot")).ToBeVisibleAsync();
        }

        await Assertions.Expect(watched.Page.Locator("[data-widget=log] [data-result]").First).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.Locator("[data-widget=alarm] .alarm-list li").First).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.Locator(".widget .problem")).ToHaveCountAsync(0);

        // What the shop goes on sending arrives without a word from the reader.
        ILocator legend = watched.Page.Locator("[data-widget=metric][aria-label=Duration] .legend");
        string before = await legend.InnerTextAsync();
        await Assertions.Expect(legend).Not.ToHaveTextAsync(before, new() { UseInnerText = true });
    }

    private static async Task ShowsTheAlarmsAsync(WatchedPage watched)
    {
        await watched.GoAsync("#/alarms");
        await watched.Page.Locator("[data-alarm=storefront-demo-availability-1h]").WaitForAsync();
        await watched.Page.Locator("[data-alarm=storefront-demo-silent] a").ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".alarm .uplot").First).ToBeVisibleAsync();
    }

    private static async Task RunsASavedQueryAsync(WatchedPage watched)
    {
        await watched.GoAsync("#/logs/insights");
        await watched.Page.GetByLabel("Saved query or recipe").SelectOptionAsync(new SelectOptionValue { Label = "Slowest operations" });
        await watched.Page.Locator("[data-result]").First.WaitForAsync();
    }

    private static async Task ShowsWhatChangedAsync(WatchedPage watched)
    {
        await watched.GoAsync("#/dashboards/storefront-demo-red");
        await watched.Page.GetByText("what changed").ClickAsync();
        foreach (string side in new[] { "Before", "After" })
        {
            await Assertions.Expect(watched.Page.Locator($"[aria-label={side}] .uplot").First).ToBeVisibleAsync();
        }

        await Assertions.Expect(watched.Page.Locator("[data-changed]").Filter(new() { HasText = "250" }).First).ToBeVisibleAsync();
    }
}
