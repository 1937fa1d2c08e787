using Microsoft.Playwright;
using Obs.BrowserSupport;
using Obs.TestSupport;

namespace Obs.Local.Page.Tests;

/// <summary>The page in Chromium against the real backend.</summary>
public class BrowserTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    public static TheoryData<string, string, string, int> Views()
    {
        var views = new TheoryData<string, string, string, int>();
        foreach (int width in new[] { 1280, 390 })
        {
            views.Add("overview", "overview", ".services-table [data-service=storefront]", width);
            views.Add("map", "map", "[data-node]", width);
            views.Add("node", "map?node=service:payments", ".map-panel [data-trace]", width);
            views.Add("edge", "map?edge=service:storefront,service:payments", ".map-panel [data-trace]", width);
            views.Add("traces", "traces", "[data-trace]", width);
            views.Add("trace", "traces/{id}", "[data-row]", width);
            views.Add("document", "traces/{id}?tab=document", ".details .code", width);
            views.Add("metrics", "metrics", "[data-operation]", width);
            views.Add("heat-map", "metrics?durations=heat", ".heat-cell", width);
            views.Add("logs", "logs", ".log-row", width);
            views.Add("log-entry", "logs?level=Error", ".log-row", width);
            views.Add("insights", "logs/insights?query=stats%20count(*)%20as%20n%20by%20bin(10s)", ".insights .uplot", width);
            views.Add("dashboards", "dashboards", "[data-dashboard=shop]", width);
            views.Add("dashboard", "dashboards/shop", ".widget .uplot", width);
            views.Add("changes", "dashboards/shop?changes=1", ".empty", width);
            views.Add("alarms", "alarms", "[data-alarm=slow]", width);
            views.Add("alarm", "alarms/slow", ".alarm .uplot", width);
            views.Add("ingest", "ingest", "[data-signal=traces]", width);
        }

        return views;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_shows_its_data_to_everybody_and_complains_of_nothing(
        string name, string view, string content, int width)
    {
        await using WatchedPage watched = await fixture.OpenAsync(width);

        await watched.GoAsync($"#/{view.Replace("{id}", fixture.TraceId, StringComparison.Ordinal)}");
        await watched.Page.Locator(content).First.WaitForAsync();

        await watched.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Repository.PathOf("artifacts", "screenshots", $"{name}-{width}.png") });
        (await Audit.FindAsync(watched.Page)).Should().BeEmpty();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_click_leads_from_the_map_to_a_trace_and_back_leads_back()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/map");

        await watched.Page.Locator("[data-node='service:payments']").ClickAsync();
        await watched.Page.Locator($".map-panel [data-trace='{fixture.TraceId}'] a").ClickAsync();
        await watched.Page.Locator("[data-kind=sql]").ClickAsync();

        await Assertions.Expect(watched.Page.Locator("[data-row]")).ToHaveCountAsync(4);
        (await watched.Page.Locator(".details .sql").InnerTextAsync()).Should().Be("INSERT INTO payments (id)\nVALUES (?)");
        await watched.Page.GoBackAsync();
        await watched.Page.Locator(".map-panel").WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_click_on_an_annotation_adds_it_to_the_filter_of_the_list()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/traces?filter=service(%22payments%22)");

        await watched.Page.Locator($"[data-trace='{fixture.TraceId}'] a").ClickAsync();
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "3", Exact = true }).ClickAsync();
        await watched.Page.Locator($"[data-trace='{fixture.TraceId}'] a").ClickAsync();
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "gold \"plus\"", Exact = true }).ClickAsync();
        await watched.Page.Locator($"[data-trace='{fixture.TraceId}']").WaitForAsync();

        await Assertions.Expect(watched.Page.GetByLabel("Filter expression", new PageGetByLabelOptions { Exact = true })).ToHaveValueAsync(
            "((service(\"payments\")) AND annotation.items = 3) AND annotation.plan = \"gold \\\"plus\\\"\"");
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task The_keyboard_alone_finds_a_trace_and_walks_through_it()
    {
        await using WatchedPage watched = await fixture.OpenAsync(scheme: ColorScheme.Dark);
        await watched.GoAsync("#/");
        await watched.Page.Locator(".services-table").WaitForAsync();

        await watched.Page.Keyboard.PressAsync("/");
        await watched.Page.Keyboard.TypeAsync(fixture.TraceId);
        await watched.Page.Keyboard.PressAsync("Enter");
        await watched.Page.Locator(".rows").FocusAsync();
        await watched.Page.Keyboard.PressAsync("ArrowDown");
        await watched.Page.Locator("[data-row='1000000000000002'][aria-selected=true]").WaitForAsync();

        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_trace_is_said_to_be_unknown()
    {
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/traces/1-00000000-000000000000000000000000");

        (await watched.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should()
            .Contain("1-00000000-000000000000000000000000 is not in the store");
    }
}
