using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>Texts that a person writes on the page: Insights queries and filter expressions.</summary>
public class QueryTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Fact]
    public async Task A_query_is_completed_run_by_the_keyboard_and_leads_to_a_trace()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/logs/insights");
        ILocator editor = watched.Page.GetByLabel("Insights query");

        await editor.FillAsync("fields @timestamp, xrayTraceId\n| filter level = \"Error\" | li");
        await watched.Page.Locator("#editor-list [role=option]").First.WaitForAsync();
        await editor.PressAsync("Enter");
        await editor.PressSequentiallyAsync("5");
        await editor.PressAsync("Control+Enter");
        await watched.Page.Locator("[data-result]").First.WaitForAsync();

        (await editor.InputValueAsync()).Should().EndWith("| limit 5");
        await Assertions.Expect(watched.Page.Locator("[data-result]")).ToHaveCountAsync(1);
        await watched.Page.GetByLabel("Row 1 as JSON").ClickAsync();
        await watched.Page.GetByText("\"Order 0 placed\"").WaitForAsync();
        await watched.Page.Locator("[data-result] a").ClickAsync();
        await watched.Page.Locator("[data-row]").First.WaitForAsync();
        await watched.Page.GoBackAsync();
        await watched.Page.Locator("[data-result]").First.WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_saved_query_is_chosen_by_its_folder_and_name()
    {
        await fixture.Server.CallAsync("Logs_20140328.PutQueryDefinition", """
            {"name":"storefront-Test/Errors <b>","queryString":"fields message | filter level = \"Error\"","logGroupNames":["/obs/Test/storefront"]}
            """);
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/logs/insights");

        await Assertions.Expect(watched.Page.Locator("optgroup").First).ToHaveAttributeAsync("label", "Saved: storefront-Test");
        await watched.Page.GetByLabel("Saved query or recipe").SelectOptionAsync(new SelectOptionValue { Label = "Errors <b>" });

        await Assertions.Expect(watched.Page.Locator("[data-result]")).ToHaveCountAsync(1);
        (await watched.Page.GetByLabel("Insights query").InputValueAsync()).Should()
            .Be("SOURCE '/obs/Test/storefront' | fields message | filter level = \"Error\"");
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_mistake_in_a_query_is_underlined_where_it_is_in_the_words_of_the_engine()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/logs/insights");

        await watched.Page.GetByLabel("Insights query").FillAsync("filter level = = 1");

        await Assertions.Expect(watched.Page.Locator(".editor .is-wrong").First).ToHaveTextAsync("=");
        await Assertions.Expect(watched.Page.Locator(".editor-problems")).ToContainTextAsync("Wrong at 16: unexpected symbol found =");
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_filter_expression_finds_its_traces_and_a_wrong_one_says_where()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/traces");
        ILocator box = watched.Page.GetByLabel("Filter expression", new PageGetByLabelOptions { Exact = true });

        await box.FillAsync("service(\"payments\") { responsetime > 5 }");
        await watched.Page.GetByText("No trace in this range passes the filter").WaitForAsync();
        await box.FillAsync("service(\"payments\") { responsetime < 5 }");
        await watched.Page.Locator($"[data-trace='{fixture.TraceId}']").WaitForAsync();
        await box.FillAsync("service(\"payments\") { responsetime < }");

        await Assertions.Expect(watched.Page.Locator(".expression .is-wrong")).ToHaveTextAsync("}");
        await Assertions.Expect(watched.Page.Locator(".expression .problem")).ToContainTextAsync("expected a number");
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_drag_over_the_histogram_of_an_edge_finds_the_traces_in_it()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/map?edge=service:storefront,service:payments");
        ILocator histogram = watched.Page.Locator(".histogram");
        await histogram.DragOverAsync(from: 0.01f, to: 0.99f);
        await watched.Page.Locator($"[data-trace='{fixture.TraceId}']").WaitForAsync();

        (await watched.Page.GetByLabel("Filter expression", new PageGetByLabelOptions { Exact = true }).InputValueAsync())
            .Should().StartWith("edge(\"storefront\", \"payments\") { responsetime >= ");
        watched.Complaints.Should().BeEmpty();
    }
}
