using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Obs.BrowserSupport;
using Obs.TestSupport;

namespace Obs.Local.Page.Tests;

/// <summary>The view that says why the slow ones are slow, in Chromium against the real backend.</summary>
public sealed partial class ExplainTests(ExplainFixture fixture) : IClassFixture<ExplainFixture>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task It_answers_everybody_and_complains_of_nothing(int width, ColorScheme scheme)
    {
        await using WatchedPage watched = await fixture.OpenAsync(width, scheme);

        await watched.GoAsync("#/explain?percentile=90");
        await watched.Page.Locator("[data-step]").First.WaitForAsync();

        string picture = $"explain-{width}-{scheme}.png".ToLowerInvariant();
        await watched.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Repository.PathOf("artifacts", "screenshots", picture), FullPage = true });
        (await Audit.FindAsync(watched.Page)).Should().BeEmpty();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task The_cause_stands_first_and_leads_to_a_trace()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/explain?percentile=90");

        await watched.Page.Locator("[data-step]").First.WaitForAsync();
        await Assertions.Expect(watched.Page.Locator("h1")).ToContainTextAsync("The 20 of 200 traces at or above p90");
        foreach (string said in new[]
        {
            "SELECT * FROM products WHERE category = ? ORDER BY price",
            "plan = gold (always together with version 2.1.0 of storefront): 20 of 20 slow traces and 0 of 100 typical ones",
            "Only the slow traces log “No index for plan {Plan}”",
        })
        {
            await Assertions.Expect(watched.Page.Locator(".answer ul")).ToContainTextAsync(said, new() { UseInnerText = true });
        }


        await watched.Page.Locator("[data-step] a.example").First.ClickAsync();
        await watched.Page.Locator("[data-kind=sql]").First.WaitForAsync();
        await watched.Page.GoBackAsync();
        await watched.Page.Locator("[data-step]").First.WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task The_keyboard_alone_chooses_percentile_span_and_filter_and_the_address_keeps_them()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/explain");
        IPage page = watched.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "p95", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(static url => url.Contains("percentile=95", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Span of time", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set against the rest", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { NameRegex = SpanHeadline() }).WaitForAsync();

        await page.WaitForURLAsync(static url =>
            url.Contains("spanFrom=", StringComparison.Ordinal) && !url.Contains("percentile=", StringComparison.Ordinal));
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Heading, new() { NameRegex = SpanHeadline() }).WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_drag_over_the_traces_sets_a_span_against_the_rest()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/explain");
        await watched.Page.Locator(".scatter svg").DragOverAsync(from: 0.5f, to: 0.75f);

        await watched.Page.GetByRole(AriaRole.Heading, new() { NameRegex = SpanHeadline() }).WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Where_there_is_nothing_it_says_why()
    {
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/explain?from=1000&to=2000");
        await watched.Page.Locator(".empty").WaitForAsync();
        await watched.GoAsync("#/explain?operation=GET+/nothing");

        await watched.Page.GetByText("No trace in this range passes the filter").WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [GeneratedRegex("^The .* traces of the span")]
    private static partial Regex SpanHeadline();
}
