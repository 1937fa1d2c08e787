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
