using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>The page by keyboard alone.</summary>
public sealed class KeyTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Theory]
    [InlineData("1", "overview", ".services-table")]
    [InlineData("2", "map", "[data-node]")]
    [InlineData("3", "traces", "[data-trace]")]
    [InlineData("4", "metrics", "[data-operation]")]
    [InlineData("5", "explain", "h1")]
    [InlineData("6", "logs", ".log-row")]
    [InlineData("7", "dashboards", "[data-dashboard]")]
    [InlineData("8", "alarms", "[data-alarm]")]
    [InlineData("9", "ingest", "[data-signal]")]
    public async Task A_digit_opens_a_view(string key, string view, string content)
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync(view == "ingest" ? "#/map" : "#/ingest");
        await watched.Page.Locator("main *").First.WaitForAsync();

        await watched.Page.Keyboard.PressAsync(key);

        await watched.Page.Locator($"main[data-view={view}] {content}").First.WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_question_mark_lists_the_keys_and_escape_puts_the_list_away()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/ingest");
        await watched.Page.Locator("[data-signal]").First.WaitForAsync();

        await watched.Page.Keyboard.PressAsync("?");
        await watched.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" }).WaitForAsync();
        (await Audit.FindAsync(watched.Page)).Should().BeEmpty();
        await watched.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_node_is_chosen_read_and_left_without_a_pointer()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/map");

        await watched.Page.Locator("[data-node='service:payments']").FocusAsync();
        await watched.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(watched.Page.Locator(".map-panel")).ToBeFocusedAsync();
        await watched.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(watched.Page.Locator(".map-panel")).ToHaveCountAsync(0);
        await Assertions.Expect(watched.Page.Locator("[data-node='service:payments']")).ToBeFocusedAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Arrows_walk_through_tables_and_lists()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/logs");

        await watched.Page.Locator(".log-line").First.FocusAsync();
        await watched.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(watched.Page.Locator(".log-line").Nth(1)).ToBeFocusedAsync();
        await watched.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(watched.Page.Locator(".log-line").First).ToBeFocusedAsync();
        await watched.Page.Keyboard.PressAsync("Enter");

        await watched.Page.Locator(".log-row.is-open .log-raw").WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }
}
