using System.Net;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>Telemetry that cannot be delivered is counted, and costs no request.</summary>
public sealed class UnreachableTests
{
    private const int Requests = 200;

    [Fact]
    public async Task Without_daemon_and_CloudWatch_every_request_is_answered_and_what_is_lost_is_said()
    {
        await using LonelyStorefront storefront = await LonelyStorefront.StartAsync();

        for (int i = 0; i < Requests; i++)
        {
            using HttpResponseMessage response = await storefront.Address.GetAsync("categories");
            response.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        Dictionary<string, JsonElement> accounts = await Eventually.GetAsync(
            async () => (await storefront.Address.GetJsonAsync("api/metrics")).ByName("delivery", "signal"),
            static accounts => accounts["traces"].Count("accepted") == Requests && accounts["metrics"].Count("buffered") > 0);

        accounts.Values.Should().OnlyContain(
            static account => account.Count("accepted") == account.Count("delivered") + Dropped(account) + account.Count("buffered"));
        accounts["traces"].Count("delivered").Should().Be(0);
        accounts["traces"].Count("buffered").Should().BePositive("what there is room for is kept for when the daemon is back");
        accounts["traces"].GetProperty("dropped").Count("buffer_full").Should().BePositive("there is room for 64 KiB");
        accounts["metrics"].Count("delivered").Should().Be(0);
        (await storefront.StopAsync()).Should().Be(0);
    }

    private static long Dropped(JsonElement account) => account.GetProperty("dropped").Total();
}
