using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>What a person who has never seen the page finds from the map alone, counted in clicks.</summary>
public sealed class NewcomerTests(NewcomerFixture fixture) : IClassFixture<NewcomerFixture>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task One_click_on_the_map_names_the_statement_behind_a_p99_and_a_second_shows_it_at_its_place(int width)
    {
        await using WatchedPage watched = await fixture.OpenAsync(width);
        await watched.GoAsync("#/map");

        await watched.Page.Locator("[data-node='service:storefront']").ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".slow-work li").First).ToContainTextAsync(NewcomerFixture.SlowStatement);
        await watched.Page.Locator(".slow-work li a").First.ClickAsync();

        await watched.Page.Locator("[data-kind=sql][aria-selected=true]").WaitForAsync();
        await Assertions.Expect(watched.Page.Locator(".details .sql")).ToContainTextAsync("FROM products p");
        await Assertions.Expect(watched.Page.Locator(".time-spent-work").First).ToContainTextAsync("99 %");
        watched.Complaints.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task One_click_on_the_map_shows_the_log_entry_of_a_declined_payment_and_a_second_its_trace(int width)
    {
        await using WatchedPage watched = await fixture.OpenAsync(width);
        await watched.GoAsync("#/map");

        await watched.Page.Locator("[data-node='service:payments']").ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".said li")).ToHaveCountAsync(1);
        await Assertions.Expect(watched.Page.Locator(".said li")).ToContainTextAsync(NewcomerFixture.Declined);
        await watched.Page.Locator(".said li a").ClickAsync();

        await Assertions.Expect(watched.Page.Locator(".trace-logs .is-current")).ToContainTextAsync(NewcomerFixture.Declined);
        await Assertions.Expect(watched.Page.Locator("[role=row][aria-selected=true] .row-title")).ToHaveTextAsync("payments");
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task The_share_that_failed_leads_to_the_traces_that_did()
    {
        await using WatchedPage watched = await fixture.OpenAsync(1280);
        await watched.GoAsync("#/map");

        await watched.Page.Locator("[data-node='service:payments']").ClickAsync();
        await watched.Page.Locator(".outcomes [data-outcome=error]").ClickAsync();

        await Assertions.Expect(watched.Page.Locator("[data-trace]")).ToHaveCountAsync(1);
        await Assertions.Expect(watched.Page.GetByLabel("Filter expression", new() { Exact = true }))
            .ToHaveValueAsync("service(\"payments\") { error }");
        watched.Complaints.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Two_clicks_from_a_list_set_a_slow_request_against_a_typical_one(int width)
    {
        await using WatchedPage watched = await fixture.OpenAsync(width);
        await watched.GoAsync("#/traces?sort=slowest");

        await watched.Page.Locator("[data-trace] a").First.ClickAsync();
        await watched.Page.GetByRole(AriaRole.Link, new() { Name = "Compare with a typical one" }).ClickAsync();

        await Assertions.Expect(watched.Page.Locator("h1")).ToContainTextAsync("GET /search took 910 ms, 897 ms longer than the other one");
        await Assertions.Expect(watched.Page.Locator(".comparison-work tbody tr").First).ToContainTextAsync(NewcomerFixture.SlowStatement);
        await Assertions.Expect(watched.Page.Locator(".comparison-side .rows")).ToHaveCountAsync(2);
        // The link names the trace that was found, and opens the same again.
        watched.Page.Url.Should().Contain("with=1-");
        await watched.Page.ReloadAsync();
        await Assertions.Expect(watched.Page.Locator(".comparison-work tbody tr").First).ToContainTextAsync(NewcomerFixture.SlowStatement);
        (await Audit.FindAsync(watched.Page)).Should().BeEmpty();
        watched.Complaints.Should().BeEmpty();
    }
}
