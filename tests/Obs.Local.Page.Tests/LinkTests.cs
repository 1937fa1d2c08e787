using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>An address says all that is seen: it opens the same again, and back and forward go where they say.</summary>
public sealed class LinkTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Theory]
    [InlineData("#/overview?service=storefront", "[data-service=storefront]")]
    [InlineData("#/map?node=service:payments", "[data-node='service:payments'][aria-pressed=true] >> visible=true")]
    [InlineData("#/map?edge=service:storefront,service:payments", ".map-panel h2:has-text('storefront → payments')")]
    [InlineData("#/traces?sort=slowest&outcome=ok", "[aria-pressed=true]:has-text('slowest')")]
    [InlineData("#/traces?filter=service(\"payments\")", "[data-trace]")]
    [InlineData("#/traces/{id}?row=2000000000000002", "[data-row='2000000000000002'][aria-selected=true]")]
    [InlineData("#/traces/{id}?tab=document", "[role=tab][aria-selected=true]:has-text('document')")]
    [InlineData("#/metrics?of=storefront&operation=POST+/checkout&by=p95", "[aria-sort=descending]:has-text('p95')")]
    [InlineData("#/metrics?durations=heat", ".heat-cell")]
    [InlineData("#/explain?percentile=90", "[aria-pressed=true]:has-text('p90')")]
    [InlineData("#/logs?level=Error&q=Order", ".log-row.level-Error")]
    [InlineData("#/logs/insights?query=fields+level", ".insights [data-result]")]
    [InlineData("#/dashboards/shop?var.service=other", ".widget[aria-label=Slowest] b:has-text('–')")]
    [InlineData("#/dashboards/shop?changes=1", ".empty")]
    [InlineData("#/alarms/slow", ".alarm .uplot")]
    [InlineData("#/ingest", "[data-signal=traces]")]
    public async Task A_view_and_what_is_chosen_in_it_survive_a_reload_and_the_way_back(string link, string content)
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        string address = link.Replace("{id}", fixture.TraceId, StringComparison.Ordinal);
        await watched.GoAsync(address);
        ILocator shown = watched.Page.Locator(content).First;
        await shown.WaitForAsync();

        await watched.Page.ReloadAsync();
        await shown.WaitForAsync();
        string title = await watched.Page.TitleAsync();
        string elsewhere = link.StartsWith("#/ingest", StringComparison.Ordinal) ? "map" : "ingest";
        await watched.Page.Locator($".rail [data-view={elsewhere}]").ClickAsync();
        await Assertions.Expect(watched.Page).Not.ToHaveTitleAsync(title);
        await watched.Page.GoBackAsync();
        await shown.WaitForAsync();
        await watched.Page.GoForwardAsync();

        await Assertions.Expect(watched.Page).Not.ToHaveTitleAsync(title);
        watched.Complaints.Should().BeEmpty();
    }
}
