using System.Text.Json;

namespace Obs.EndToEnd.Tests;

/// <summary>The page has what the README says it has. That it had it in time was found while the fixture started.</summary>
[Collection(RunningShopDefinition.Name)]
public sealed class FirstLightTests(ShopFixture shop)
{
    [Fact]
    public Task The_map_shows_three_services_and_their_databases() => FirstLight.HasMapAsync(shop.Page);

    [Fact]
    public Task Every_operation_of_the_traffic_has_its_percentiles() => FirstLight.HasPercentilesAsync(shop.Page);

    [Fact]
    public async Task A_purchase_is_one_trace_across_three_processes_down_to_their_SQL()
    {
        string id = await FirstLight.HasPurchaseAsync(shop.Page);
        JsonElement trace = await shop.Page.GetJsonAsync($"api/local/traces/{id}");
        JsonElement[] rows = trace.Items("rows");

        trace.Items("documents").Select(static document => document.Text("trace_id")).Should()
            .HaveCount(3).And.OnlyContain(found => found == id);
        Services("server").Should().BeEquivalentTo(FirstLight.Services);
        Services("http").Should().Equal("storefront", "storefront");
        Services("sql").Distinct().Should().BeEquivalentTo("storefront", "inventory");
        rows[0].Text("name").Should().Be("storefront");
        rows.Where(static row => row.Text("kind") == "sql").Should()
            .OnlyContain(static row => row.GetProperty("sql").Text("sanitized_query").Length > 0);

        IEnumerable<string> Services(string kind) => rows.Where(row => row.Text("kind") == kind).Select(static row => row.Text("service"));
    }
}
