using Obs.BrowserSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>Every view with what a shop sends: names as long, tables as tall and legends as full as they really get.</summary>
[Collection(RunningShopDefinition.Name)]
public sealed class ShopAuditTests(ShopFixture shop)
{
    private static readonly (string Address, string Content)[] Views =
    [
        ("overview", ".services-table [data-service=payments]"),
        ("map", "[data-node='service:payments']"),
        ("map?node=service:payments", ".map-panel [data-trace]"),
        ("map?edge=service:storefront,service:payments", ".map-panel [data-trace]"),
        ("traces", "[data-trace]"),
        ("traces/{purchase}", "[data-kind=sql]"),
        ("traces/{purchase}?with=typical", ".comparison-work tbody tr"),
        ("metrics", "[data-operation]"),
        ("metrics?durations=heat", ".heat-cell"),
        ("explain?percentile=90", "[data-step]"),
        ("logs", ".log-row"),
        ("logs/insights?query=fields @timestamp, @message, xrayTraceId", ".insights [data-result]"),
        ("dashboards", "[data-dashboard]"),
        ("dashboards/storefront-demo-red", ".widget .uplot"),
        ("alarms", "[data-alarm=storefront-demo-silent]"),
        ("alarms/storefront-demo-silent", ".alarm .uplot"),
        ("ingest", "[data-signal=traces]"),
    ];

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Every_view_is_for_everybody_and_complains_of_nothing(int width)
    {
        await shop.ApplyAsync();
        string purchase = await FirstLight.HasPurchaseAsync(shop.Page);
        await using Browser browser = await Browser.LaunchAsync();
        var found = new List<string>();
        foreach ((string address, string content) in Views)
        {
            await using WatchedPage watched = await browser.OpenAsync(shop.Page, width);
            await watched.GoAsync("#/" + address.Replace("{purchase}", purchase, StringComparison.Ordinal));
            await watched.Page.Locator(content).First.WaitForAsync();

            found.AddRange((await Audit.FindAsync(watched.Page)).Concat(watched.Complaints).Select(fault => $"{address}: {fault}"));
        }

        found.Should().BeEmpty();
    }
}
