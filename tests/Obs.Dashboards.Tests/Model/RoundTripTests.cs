using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Model;

public sealed class RoundTripTests
{
    [Fact]
    public void A_body_is_written_as_it_was_read() =>
        Prop.ForAll(
            JsonBodies.Body.ToArbitrary(),
            static body => JsonNode.DeepEquals(JsonNode.Parse(Dashboard.Parse(body.ToJsonString()).ToJson()), body))
            .ShouldHold();

    [Fact]
    public void What_was_written_is_written_again_to_the_letter() =>
        Prop.ForAll(JsonBodies.Body.ToArbitrary(), static body =>
        {
            string json = Dashboard.Parse(body.ToJsonString()).ToJson();
            string snapshot = Dashboard.Parse(json).ToSnapshot();

            return Dashboard.Parse(json).ToJson() == json && Dashboard.Parse(snapshot).ToSnapshot() == snapshot;
        }).ShouldHold();

    [Fact]
    public void The_order_of_members_makes_no_difference() =>
        Prop.ForAll(JsonBodies.Body.ToArbitrary(), static body =>
            Dashboard.Parse(Reversed(body)!.ToJsonString()).ToJson() == Dashboard.Parse(body.ToJsonString())
                .ToJson()).ShouldHold();

    [Fact]
    public void Numbers_keep_their_text()
    {
        const string Body = """{"widgets":[{"type":"text","properties":{"a":1.0,"b":1e400,"c":12345678901234567890,"markdown":"x"}}]}""";

        Dashboard.Parse(Body).ToJson().Should().Be(Body);
    }

    [Fact]
    public void Members_beside_one_that_is_set_stay()
    {
        Dashboard dashboard = Dashboard.Parse("""{"widgets":[{"type":"metric","new":[1],"properties":{"metrics":[["N","M"]],"later":{"a":1},"yAxis":{"left":{"min":0,"grid":"x"}}}}]}""");
        var widget = (MetricWidget)dashboard.Widgets[0];

        widget.Title = "T";
        widget.LeftAxis!.Max = 5;

        dashboard.ToJson().Should().Be(
            """{"widgets":[{"type":"metric","properties":{"title":"T","later":{"a":1},"metrics":[["N","M"]],"yAxis":{"left":{"grid":"x","max":5,"min":0}}},"new":[1]}]}""");
    }

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Reverse().Select(static member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
