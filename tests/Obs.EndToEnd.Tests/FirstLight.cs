using System.Text.Json;
using Obs.TestSupport;
using Shop.Traffic;

namespace Obs.EndToEnd.Tests;

/// <summary>What the page has to show half a minute after its address was printed.</summary>
internal static class FirstLight
{
    public static readonly string[] Services = ["inventory", "payments", "storefront"];

    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(30);
    private static readonly string[] Percentiles = ["p50", "p90", "p95", "p99"];

    /// <summary>Every operation of the visitors, read off the constants that the traffic generator plans with.</summary>
    private static readonly string[] Operations =
        [.. typeof(Operation).GetFields().Select(static field => (string)field.GetRawConstantValue()!)];

    public static Task WaitAsync(Uri page) => Eventually.PassAsync(
        async () =>
        {
            await HasMapAsync(page);
            await HasPercentilesAsync(page);
            await HasPurchaseAsync(page);
        },
        Nightly.IsNow ? Promise : Patience.Limit * 2); // By day other test runs take from the shop what they like.

    public static async Task HasMapAsync(Uri page)
    {
        JsonElement map = await page.GetJsonAsync("api/local/map");
        JsonElement[] nodes = map.Items("nodes");

        Names("service").Should().Equal(Services);
        Names("database").Should().Equal("main@inventory.db", "main@storefront.db");
        map.Items("edges").Select(static edge => edge.Text("id")).Should().Contain([
            "service:storefront,service:inventory", "service:storefront,service:payments",
            "service:storefront,database:main%40storefront.db", "service:inventory,database:main%40inventory.db"]);

        IEnumerable<string> Names(string type) =>
            nodes.Where(node => node.Text("type") == type).Select(static node => node.Text("name")).Order();
    }

    public static async Task HasPercentilesAsync(Uri page)
    {
        JsonElement[] operations = (await page.GetJsonAsync("api/local/operations")).Items("operations");

        operations.Where(static item => item.Text("service") == "storefront").Select(static item => item.Text("operation")).Should()
            .Contain(Operations);
        operations.Select(static item => item.Text("service")).Distinct().Order().Should().Equal(Services);
        operations.Should().OnlyContain(static item => Percentiles.All(name => item.GetProperty(name).GetDouble() > 0));
    }

    /// <summary>Finds a purchase whose trace has a part in each of the three processes. Returns its id.</summary>
    public static async Task<string> HasPurchaseAsync(Uri page)
    {
        JsonElement[] purchases = [.. (await page.GetJsonAsync("api/local/traces?q=checkout&outcome=ok&limit=50")).Items("traces")
            .Where(static trace => trace.Items("services").Select(static service => service.GetString()).Order().SequenceEqual(Services))];

        purchases.Should().NotBeEmpty();
        return purchases[^1].Text("id"); // The oldest, of which every part has had time to arrive.
    }
}
