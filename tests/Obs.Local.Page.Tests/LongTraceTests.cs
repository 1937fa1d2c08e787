using System.Globalization;
using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>A trace of ten thousand subsegments: what is out of sight costs the browser nothing, so it scrolls as a short one does.
/// (<c>--local-page</c> of the benchmarks measures the frames.)</summary>
public sealed class LongTraceTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private const int Groups = 40;
    private const int PerGroup = 250;
    private const int Folded = Groups / 2;

    // The first half of the groups hold work that differs, the second work that repeats, which folds.
    private const int Rows = 1 + Groups + ((Groups - Folded) * PerGroup) + Folded;
    private const int MostElements = 2_500;

    [Fact]
    public async Task Only_rows_near_the_window_are_elements_however_far_one_scrolls()
    {
        string trace = await SendAsync();
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/traces/" + trace);
        ILocator rows = watched.Page.Locator(".rows");
        await Assertions.Expect(rows).ToHaveAttributeAsync("aria-rowcount", Rows.ToString(CultureInfo.InvariantCulture));
        (await ElementsAsync(watched.Page)).Should().BeLessThan(MostElements);

        await rows.FocusAsync();
        await watched.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(watched.Page.Locator(".row[aria-selected=true]")).ToHaveAttributeAsync(
            "aria-rowindex", Rows.ToString(CultureInfo.InvariantCulture));
        (await ElementsAsync(watched.Page)).Should().BeLessThan(MostElements);

        // All that repeats, opened: as many rows more, and no more elements.
        await watched.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(rows).ToHaveAttributeAsync(
            "aria-rowcount", (Rows + PerGroup).ToString(CultureInfo.InvariantCulture));
        await rows.EvaluateAsync("element => { element.scrollTop = element.scrollHeight / 2; }");
        await watched.Page.Locator($".row[aria-rowindex='{(Rows + PerGroup) / 2}']").WaitForAsync();
        (await ElementsAsync(watched.Page)).Should().BeLessThan(MostElements);
        watched.Complaints.Should().BeEmpty();
    }

    private static Task<int> ElementsAsync(IPage page) => page.EvaluateAsync<int>("document.getElementsByTagName('*').length");

    private async Task<string> SendAsync()
    {
        double start = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1_000.0) - 20;
        string trace = $"1-{(long)start:x8}-00000000000000000000{Groups:x4}";
        await fixture.Server.SendSegmentsAsync(
        [
            FormattableString.Invariant(
                $$"""{"name":"batch","id":"8000000000000000","trace_id":"{{trace}}","start_time":{{start:F3}},"end_time":{{start + 10:F3}}}"""),
            .. Enumerable.Range(0, Groups).Select(group => Group(trace, group, start + (group * 0.25))),
        ]);
        return trace;
    }

    /// <summary>A subsegment sent apart, as a recorder does with a trace that grows large.</summary>
    private static string Group(string trace, int group, double start)
    {
        IEnumerable<string> work = Enumerable.Range(0, PerGroup).Select(index => FormattableString.Invariant($$"""
            {"name":"{{(group < Folded ? $"step {index}" : "repeated")}}","id":"9{{group:x7}}{{index:x8}}","start_time":{{start + (index * 0.001):F4}},"end_time":{{start + (index * 0.001) + 0.0008:F4}}}
            """));
        return FormattableString.Invariant($$"""
            {"type":"subsegment","name":"group {{group}}","id":"a0000000{{group:x8}}","parent_id":"8000000000000000","trace_id":"{{trace}}",
             "start_time":{{start:F3}},"end_time":{{start + 0.25:F3}},"subsegments":[{{string.Join(',', work)}}]}
            """);
    }
}
