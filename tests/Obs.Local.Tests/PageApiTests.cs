using System.Globalization;
using System.Text.Json;

namespace Obs.Local.Tests;

/// <summary>What only the page asks.</summary>
public class PageApiTests
{
    [Theory]
    [InlineData("check/insights?q=filter a = = 1", 11, 12)]
    [InlineData("check/insights?q=SOURCE 'a' | filter a = = 1", 24, 25)]
    [InlineData("check/filter?filter=service(\"a\") { responsetime > }", 30, 31)]
    public async Task A_mistake_in_a_text_is_an_answer_with_its_place(string question, int start, int end)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        JsonElement answer = await backend.GetAsync(question);

        answer.GetProperty("error").GetString().Should().NotBeNullOrEmpty();
        (answer.GetProperty("start").GetInt32(), answer.GetProperty("end").GetInt32()).Should().Be((start, end));
    }

    [Theory]
    [InlineData("check/insights?q=SOURCE '/it%5C's' | stats count(*) as n by bin(1m)")]
    [InlineData("check/filter?filter=fault")]
    public async Task A_text_without_a_mistake_has_no_error(string question)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (await backend.GetAsync(question)).GetProperty("error").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_dashboard_is_held_against_all_that_was_received_whoever_sent_it()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await backend.CallAsync("GraniteServiceVersion20100801.PutMetricData", """
            {"Namespace":"Obs","MetricData":[
              {"MetricName":"Latency","Value":1,"Dimensions":[{"Name":"Service","Value":"shop"}]},
              {"MetricName":"Latency","Value":1,"Dimensions":[{"Name":"Service","Value":"payments"}]}]}
            """);
        await backend.CallAsync("Logs_20140328.CreateLogGroup", """{"logGroupName":"/shop"}""");

        (int status, JsonElement answer) = await backend.CallXRayAsync("api/local/check/dashboard", """
            {"widgets":[
              {"type":"metric","x":0,"y":0,"properties":{"region":"r","metrics":[
                ["Obs","Latency","Service","shop"],["Obs","Latency","Service","payments"],["Obs","Latenzy"],["Obs","Latency","Service","pay"]]}},
              {"type":"log","x":0,"y":6,"properties":{"region":"r","query":"SOURCE '/shop' | SOURCE '/shup' | stats count(*)"}}]}
            """);

        status.Should().Be(200);
        answer.GetProperty("findings").EnumerateArray()
            .Select(static finding => $"{finding.GetProperty("place")} {finding.GetProperty("message")}").Should().Equal(
                "$.widgets[0].properties.metrics[2] no metric Obs Latenzy was ever received; did you mean Obs Latency?",
                "$.widgets[0].properties.metrics[3] no series of Obs Latency has Service = pay",
                "$.widgets[1].properties.query there is no log group /shup; did you mean /shop?");
    }

    [Theory]
    [InlineData("{", "line 1, position 2")]
    [InlineData("{}", "$")]
    public async Task A_dashboard_that_cannot_be_read_is_a_finding_with_its_place(string body, string place)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (int status, JsonElement answer) = await backend.CallXRayAsync("api/local/check/dashboard", body);

        status.Should().Be(200);
        answer.GetProperty("findings").EnumerateArray().Should().ContainSingle()
            .Which.GetProperty("place").GetString().Should().Be(place);
    }

    [Fact]
    public async Task Every_recipe_can_be_chosen()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        JsonElement.ArrayEnumerator recipes = (await backend.GetAsync("recipes")).GetProperty("recipes").EnumerateArray();

        recipes.Should().HaveCountGreaterThan(50).And.OnlyContain(static recipe => recipe.GetProperty("query").GetString()!.Length > 0);
    }

    [Fact]
    public async Task A_heat_map_counts_every_request_in_the_band_of_its_duration()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        string time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await backend.CallAsync("GraniteServiceVersion20100801.PutMetricData", $$"""
            {"Namespace":"Obs","MetricData":[{"MetricName":"Latency","Timestamp":{{time}},"Values":[0,10,11,1000],"Counts":[1,2,3,4],
             "Dimensions":[{"Name":"Environment","Value":"Test"},{"Name":"Service","Value":"shop"}]}]}
            """);

        JsonElement heat = await backend.GetAsync($"operations/heat?service=shop&to={time}999");

        JsonElement column = heat.GetProperty("columns").EnumerateArray().Should().ContainSingle().Which;
        column.GetProperty("bands").EnumerateArray().Sum(static band => band[1].GetDouble()).Should().Be(10);
        column.GetProperty("bands").EnumerateArray().Select(static band => band[0].GetInt32()).Should().EndWith([5, 6, 17]);
    }
}
