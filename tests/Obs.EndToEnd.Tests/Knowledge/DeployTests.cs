using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Knowledge;

/// <summary>From a running shop one command renders, lints and applies what it should be watched by.</summary>
[Collection(PlantedShopDefinition.Name)]
public sealed class DeployTests(PlantedShopFixture shop)
{
    // Alarms of the business need both sides of it: views and purchases.
    private static readonly TimeSpan TimeToShow = TimeSpan.FromMinutes(5);

    [RequiresToolFact("terraform")]
    public async Task Dashboards_alarms_and_queries_are_applied_to_the_backend_and_taken_away_again()
    {
        await Eventually.PassAsync(
            async () => (await shop.TypeAsync("obs dashboard collect --from http://127.0.0.1:4580 --service storefront")).Output.Should()
                .Contain("\"Purchases\""),
            TimeToShow);

        (int code, string output) = await shop.TypeAsync("infra/terraform/local apply storefront demo http://127.0.0.1:4580");

        code.Should().Be(0, output);
        output.Should().Contain("Nothing is left to change.");
        (await AlarmsAsync()).Should().Contain("storefront-demo-silent").And.Contain("storefront-demo-availability-1h");
        (await shop.TypeAsync("infra/terraform/local destroy storefront demo http://127.0.0.1:4580")).Code.Should().Be(0);
        (await AlarmsAsync()).Should().BeEmpty();
    }

    private async Task<string[]> AlarmsAsync() =>
        [.. (await shop.Page.GetJsonAsync("api/local/alarms")).Items("alarms").Select(static alarm => alarm.Text("name"))];
}
