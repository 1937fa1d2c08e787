using System.Globalization;
using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>Traces of services whose clocks differ: said, and corrected when asked.</summary>
public sealed class ClockTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private const string Said = ".skews";
    private const string Payments = "[data-row='5000000000000002']";

    [Theory]
    [InlineData("b1", 2_000, "payments 2.00 s ahead of storefront")]
    [InlineData("b2", -400, "payments 400 ms behind storefront")]
    public async Task A_segment_that_begins_before_its_caller_or_ends_after_it_is_moved_into_its_call_when_asked(
        string tail, int aheadMilliseconds, string said)
    {
        string trace = await SendAsync(tail, aheadMilliseconds / 1_000.0);
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/traces/" + trace);

        await Assertions.Expect(watched.Page.Locator(Said)).ToContainTextAsync("Clocks differ: " + said);
        (await IsWithinItsCallAsync(watched.Page)).Should().BeFalse();
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();

        await Assertions.Expect(watched.Page.Locator(Said)).ToContainTextAsync("Corrected for clocks that differ");
        (await IsWithinItsCallAsync(watched.Page)).Should().BeTrue();
        await Assertions.Expect(watched.Page.Locator(".trace-head")).ToContainTextAsync("300 ms");
        await watched.Page.ReloadAsync();
        await Assertions.Expect(watched.Page.Locator(Said)).ToContainTextAsync("Corrected for clocks that differ");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Show as sent" }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator(Said)).ToContainTextAsync("Clocks differ");
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_trace_whose_clocks_agree_is_not_said_to_be_corrected()
    {
        await using WatchedPage watched = await fixture.OpenAsync();

        await watched.GoAsync("#/traces/" + fixture.TraceId);
        await watched.Page.Locator("[data-row]").First.WaitForAsync();

        await Assertions.Expect(watched.Page.Locator(Said)).ToHaveCountAsync(0);
    }

    /// <summary>By what is seen: the bar of the segment lies between the ends of the bar of the call.</summary>
    private static Task<bool> IsWithinItsCallAsync(IPage page) => page.EvaluateAsync<bool>("""
        payments => {
          const boxOf = selector => document.querySelector(selector + ' .bar-time')?.getBoundingClientRect();
          const [call, segment] = [boxOf("[data-row='5000000000000001']"), boxOf(payments)];
          return call !== undefined && segment !== undefined && segment.left >= call.left - 1 && segment.right <= call.right + 1;
        }
        """, Payments);

    private async Task<string> SendAsync(string tail, double ahead)
    {
        string trace = $"1-{fixture.TraceId[2..10]}-0123456789abcdef012345{tail}";
        double start = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1_000.0) - 5;
        string entry = string.Create(CultureInfo.InvariantCulture, $$"""
            {"name":"storefront","id":"50000000000000{{tail}}","trace_id":"{{trace}}","start_time":{{start:F3}},"end_time":{{start + 0.3:F3}},
             "subsegments":[{"id":"5000000000000001","name":"payments","namespace":"remote","start_time":{{start + 0.1:F3}},"end_time":{{start + 0.25:F3}}}]}
            """);
        string payment = string.Create(CultureInfo.InvariantCulture, $$"""
            {"name":"payments","id":"5000000000000002","trace_id":"{{trace}}","parent_id":"5000000000000001",
             "start_time":{{start + 0.125 + ahead:F3}},"end_time":{{start + 0.225 + ahead:F3}}}
            """);
        await fixture.Server.SendSegmentsAsync([entry, payment]);
        return trace;
    }
}
