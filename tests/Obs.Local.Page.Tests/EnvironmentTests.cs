using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>What several environments send to one backend, looked at one by one.</summary>
public sealed class EnvironmentTests
{
    private const string Choice = ".bar-choice.is-environment select";

    [Fact]
    public async Task The_environment_is_chosen_once_for_all_views_and_is_part_of_a_link()
    {
        await using var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0 });
        await server.StartAsync();
        await using Browser browser = await Browser.LaunchAsync();
        await using WatchedPage watched = await browser.OpenAsync(server.HttpAddress);
        IPage page = watched.Page;
        await SendAsync(server, "production", 1);
        await watched.GoAsync("#/overview?range=1h");
        await page.Locator("[data-service=shop-production]").WaitForAsync();
        await Assertions.Expect(page.Locator(Choice)).ToHaveCountAsync(0);

        // A second one: there is something to choose from, and nobody reloads the page.
        await SendAsync(server, "staging", 2);
        await Assertions.Expect(page.Locator(Choice + " option")).ToHaveTextAsync(["All environments", "production", "staging"]);
        await page.Locator(Choice).SelectOptionAsync("staging");
        await OnlyAsync(page, "[data-service]", "shop-staging");

        await page.Locator(".rail [data-view=map]").ClickAsync();
        await OnlyAsync(page, "[data-node^='service:'] >> visible=true", "shop-staging");
        await page.Locator(".rail [data-view=traces]").ClickAsync();
        await OnlyAsync(page, "[data-trace]", "shop-staging");
        await page.Locator(".rail [data-view=logs]").ClickAsync();
        await OnlyAsync(page, ".log-row", "said in staging");
        await watched.GoAsync("#/logs/insights?range=1h&environment=staging&query=fields%20@message");
        await OnlyAsync(page, ".insights tbody tr", "said in staging");

        page.Url.Should().Contain("environment=staging");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(Choice)).ToHaveValueAsync("staging");
        await page.Locator(Choice).SelectOptionAsync("");
        await Assertions.Expect(page.Locator(".insights tbody tr")).ToHaveCountAsync(2);
        page.Url.Should().NotContain("environment=");
        watched.Complaints.Should().BeEmpty();
    }

    private static async Task OnlyAsync(IPage page, string items, string text)
    {
        await Assertions.Expect(page.Locator(items)).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(items)).ToContainTextAsync(text);
    }

    private static async Task SendAsync(ObsLocalServer server, string environment, int number)
    {
        double now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1_000.0;
        string trace = $"1-{(long)now:x8}-00000000000000000000000{number}";
        await server.SendSegmentsAsync([FormattableString.Invariant($$$"""
            {"name":"shop-{{{environment}}}","id":"600000000000000{{{number}}}","trace_id":"{{{trace}}}","start_time":{{{now - 1:F3}}},"end_time":{{{now - 0.9:F3}}},
             "metadata":{"service":{"environment":"{{{environment}}}"} } }
            """)]);
        await server.LogAsync("/shop/" + environment, [((long)(now * 1_000), $$"""
            {"level":"Information","service":"shop-{{environment}}","environment":"{{environment}}","message":"said in {{environment}}"}
            """)]);
    }
}
