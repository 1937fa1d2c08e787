using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Obs.BrowserSupport;
using Obs.TestSupport;

namespace Obs.Local.Page.Tests;

/// <summary>Dashboards and alarms on the page.</summary>
public partial class DashboardTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Fact]
    public async Task A_dashboard_draws_every_kind_of_widget_and_says_what_is_wrong_with_it()
    {
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/dashboards/shop");
        await watched.Page.Locator(".lint summary").ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".lint li")).ToHaveCountAsync(4);
        IReadOnlyList<string> messages = await watched.Page.Locator(".lint li").AllInnerTextsAsync();

        messages.Should().Equal(
            "Nothing no metric Obs Latenc was ever received; did you mean Obs Latency?",
            "Nothing Obs Latency is published by [Environment, Service] or [Environment, Operation, Service], not by [Host].",
            "Alarms it covers part of Levels.",
            "Alarms there is no alarm gone");
        await Assertions.Expect(watched.Page.Locator("[aria-label=Slowest] b")).ToHaveTextAsync("300");
        await Assertions.Expect(watched.Page.Locator("[aria-label=Duration] .legend")).ToContainTextAsync("twice");
        await Assertions.Expect(watched.Page.Locator("[aria-label=Duration] .legend")).ToContainTextAsync("600");
        await Assertions.Expect(watched.Page.Locator("[aria-label=Levels] [data-result]")).ToHaveCountAsync(2);
        await Assertions.Expect(watched.Page.Locator("[aria-label=Alarms] .alarm-list li")).ToHaveCountAsync(1);
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_type_of_widget_is_drawn_in_every_view_it_has()
    {
        string body = await File.ReadAllTextAsync(Repository.PathOf("tests", "golden", "dashboards", "every-view.json"));
        await fixture.Server.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard", JsonSerializer.Serialize(new { DashboardName = "every", DashboardBody = body }));
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/dashboards/every");
        await Assertions.Expect(In("Lines").Locator(".uplot")).ToBeVisibleAsync();
        await Assertions.Expect(In("Lines").Locator(".u-axis")).ToHaveCountAsync(3);
        await Assertions.Expect(In("Quiet").Locator(".legend-entry")).ToBeHiddenAsync();
        await Assertions.Expect(In("Shares").Locator("path")).ToHaveCountAsync(2);
        await Assertions.Expect(In("Shares").Locator(".pie-list li").First).ToContainTextAsync("33 %");
        await Assertions.Expect(In("Bars").Locator(".value-bar")).ToHaveCountAsync(2);
        await Assertions.Expect(In("Gauge").Locator("meter")).ToHaveAttributeAsync("max", "1000");
        await Assertions.Expect(In("Across").Locator("thead th").Nth(1)).ToHaveTextAsync("MAX");
        await Assertions.Expect(In("Across").Locator("thead th")).ToHaveCountAsync(2);
        await Assertions.Expect(In("Down").Locator("tbody th").First).ToHaveTextAsync("MIN");
        await Assertions.Expect(In("By level").Locator("path")).ToHaveCountAsync(2);
        await Assertions.Expect(In("Level bars").Locator(".value-bar")).ToHaveCountAsync(2);
        await Assertions.Expect(In("Returned")).ToContainTextAsync("no Lambda function runs here");
        await Assertions.Expect(In("Explored")).ToContainTextAsync("there is no account here");
        await watched.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Repository.PathOf("artifacts", "screenshots", "every-1280.png"), FullPage = true });
        watched.Complaints.Should().BeEmpty();

        ILocator In(string title) => watched.Page.Locator($".widget[aria-label='{title}']");
    }

    [Fact]
    public async Task A_legend_stands_where_the_body_puts_it_and_times_are_in_the_zone_of_the_widget()
    {
        string body = Graph("Right", "right", "+0000", x: 0)
            + "," + Graph("Bottom", "bottom", "+0130", x: 12);
        await fixture.Server.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard",
            JsonSerializer.Serialize(new { DashboardName = "legends", DashboardBody = $"{{\"widgets\":[{body}]}}" }));
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/dashboards/legends");
        LocatorBoundingBoxResult right = await BoxAsync("Right", ".legend-apart"), besides = await BoxAsync("Right", ".uplot");
        LocatorBoundingBoxResult bottom = await BoxAsync("Bottom", ".legend-apart"), above = await BoxAsync("Bottom", ".uplot");

        // A canvas has whole pixels, what stands beside it has not.
        right.X.Should().BeGreaterThan(besides.X + besides.Width - 1);
        bottom.Y.Should().BeGreaterThan(above.Y + above.Height - 1);
        (((await TimeAsync("Bottom") - await TimeAsync("Right")).TotalHours + 24) % 24).Should().Be(1.5);
        watched.Complaints.Should().BeEmpty();

        ILocator In(string title, string part) => watched.Page.Locator($".widget[aria-label={title}] {part}");

        async Task<LocatorBoundingBoxResult> BoxAsync(string title, string part)
        {
            await In(title, part).WaitForAsync();
            return (await In(title, part).BoundingBoxAsync())!;
        }

        async Task<TimeSpan> TimeAsync(string title)
        {
            await Assertions.Expect(In(title, ".legend-time")).ToHaveTextAsync(TimeOfDay());
            return TimeSpan.Parse(await In(title, ".legend-time").InnerTextAsync(), CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task A_changed_dashboard_stands_beside_the_version_before_with_data_in_both()
    {
        await PutAsync(PageFixture.Dashboard);
        string body = PageFixture.Dashboard.Replace("\"Maximum\"", "\"Minimum\"", StringComparison.Ordinal)
            .Replace("\"title\":\"Levels\"", "\"title\":\"By level\"", StringComparison.Ordinal);
        await PutAsync(body);
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/dashboards/changed");
        await watched.Page.GetByText("what changed").ClickAsync();
        foreach (string side in new[] { "Before", "After" })
        {
            ILocator drawn = watched.Page.Locator($"[aria-label={side}]");
            await Assertions.Expect(drawn.Locator("[aria-label='Slowest, changed'] b")).ToHaveTextAsync("300");
            await Assertions.Expect(drawn.Locator(".uplot").First).ToBeVisibleAsync();
            await Assertions.Expect(drawn.Locator("[data-change]")).ToHaveCountAsync(2);
        }

        await Assertions.Expect(watched.Page.Locator(".changes-summary")).ToHaveTextAsync("2 changed.");
        await watched.Page.Locator("[data-changed]").First.WaitForAsync();
        string[] rows = [.. await watched.Page.Locator("[data-changed]").AllInnerTextsAsync()];
        rows.Should().ContainSingle(static row => row.Contains("\"Maximum\"", StringComparison.Ordinal))
            .Which.Should().Contain("\"Minimum\"");
        string picture = Repository.PathOf("artifacts", "screenshots", "changes-1280.png");
        await watched.Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
        watched.Complaints.Should().BeEmpty();

        Task PutAsync(string text) => fixture.Server.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard",
            JsonSerializer.Serialize(new { DashboardName = "changed", DashboardBody = text }));
    }

    [Fact]
    public async Task Text_of_a_widget_is_never_markup_and_its_links_go_only_where_links_may()
    {
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/dashboards/shop");
        await watched.Page.Locator(".markdown").WaitForAsync();

        (await watched.Page.Locator(".markdown img").CountAsync()).Should().Be(0);
        (await watched.Page.Locator(".markdown").InnerTextAsync()).Should().Contain("<img src=x onerror=alert(1)>");
        (await watched.Page.Locator(".markdown a").EvaluateAllAsync<string[]>("all => all.map(a => a.href)")).Should()
            .Equal("https://example.org/");
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_pasted_body_is_drawn_without_being_put_and_a_variable_changes_what_it_shows()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/dashboards");

        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Paste a body" }).ClickAsync();
        await watched.Page.GetByLabel("Body of a dashboard").FillAsync("{");
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show" }).ClickAsync();
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The body is not JSON");
        await watched.Page.GetByLabel("Body of a dashboard").FillAsync(
            PageFixture.Dashboard.Replace("\"select\"", "\"input\"", StringComparison.Ordinal));
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show" }).ClickAsync();
        await watched.Page.Locator("[aria-label=Slowest] b").WaitForAsync();
        await watched.Page.GetByLabel("Service", new PageGetByLabelOptions { Exact = true }).Last.FillAsync("other");
        await watched.Page.Keyboard.PressAsync("Enter");

        await watched.Page.Locator("[aria-label=Slowest]").GetByText("–").WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task An_alarm_is_found_by_keyboard_and_says_when_it_would_have_fired()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/alarms");

        await watched.Page.Locator("[data-alarm=slow] a").FocusAsync();
        await watched.Page.Keyboard.PressAsync("Enter");
        await watched.Page.Locator("[data-fired]").WaitForAsync();

        await Assertions.Expect(watched.Page.Locator(".alarm .rule")).ToContainTextAsync("Maximum of Latency > 100 in 10 s");
        await Assertions.Expect(watched.Page.Locator(".replay .verdict")).ToContainTextAsync("It would have fired once, at ");
        await Assertions.Expect(watched.Page.Locator(".alarm .history").Last).ToContainTextAsync("Alarm \"slow\" created");
        watched.Complaints.Should().BeEmpty();
    }

    private static string Graph(string title, string legend, string zone, int x) => $$"""
        {"type":"metric","x":{{x}},"y":0,"width":12,"height":6,"properties":{"title":"{{title}}","region":"eu-west-1",
         "legend":{"position":"{{legend}}"},"timezone":"{{zone}}","metrics":[["Obs","Latency","Environment","Test","Service","storefront"] ] } }
        """;

    [GeneratedRegex("^[0-9]{2}:[0-9]{2}")]
    private static partial Regex TimeOfDay();
}
