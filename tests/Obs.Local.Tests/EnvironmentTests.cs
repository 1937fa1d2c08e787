using System.Globalization;
using System.Text.Json;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>Telemetry of several environments in one store: which there are, and each on its own.</summary>
public class EnvironmentTests
{
    private const long Now = 1_704_164_645_000;
    private const string Other = "1-5759e988-00000000000000000000000b";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Every_environment_of_a_time_is_named_whichever_signal_it_sent()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await SendAsync(backend);

        string[] all = Names(await backend.GetAsync($"environments?from={Now - 60_000}&to={Now + 60_000}"), "environments");
        string[] before = Names(await backend.GetAsync($"environments?from={Now - 60_000}&to={Now}"), "environments");

        all.Should().Equal("Development", "canary", "production", "staging");
        before.Should().BeEmpty();
    }

    [Fact]
    public async Task A_trace_is_found_in_each_environment_that_one_of_its_segments_ran_in()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await SendAsync(backend);

        (await TracesAsync("environment=production")).Should().Equal(Trace);
        (await TracesAsync("environment=staging")).Should().BeEquivalentTo(Trace, Other);
        (await TracesAsync("environment=staging&service=shop")).Should().BeEquivalentTo(Trace, Other);
        (await TracesAsync("environment=staging&filter=fault")).Should().Equal(Other);
        (await TracesAsync("environment=shop")).Should().BeEmpty("a service is no environment");
        (await TracesAsync("environment=PRODUCTION")).Should().BeEmpty();
        (await TracesAsync("environment=")).Should().HaveCount(2);

        async Task<string[]> TracesAsync(string scope) =>
            [.. (await backend.GetAsync($"traces?to={Now + 60_000}&{scope}")).GetProperty("traces").EnumerateArray()
                .Select(static trace => trace.GetProperty("id").GetString()!)];
    }

    [Theory]
    [InlineData("environment=production", "payments", "shop")]
    [InlineData("environment=staging&filter=fault", "shop")]
    [InlineData("environment=production&service=payments", "payments", "shop")]
    [InlineData("environment=none")]
    public async Task The_map_of_an_environment_is_that_of_its_traces(string scope, params string[] services)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await SendAsync(backend);

        JsonElement map = await backend.GetAsync($"map?to={Now + 60_000}&{scope}");

        map.GetProperty("nodes").EnumerateArray().Where(static node => node.GetProperty("type").GetString() == "service")
            .Select(static node => node.GetProperty("name").GetString()).Should().BeEquivalentTo(services);
    }

    [Fact]
    public async Task Metrics_and_log_entries_are_those_that_name_the_environment()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await SendAsync(backend);
        string scope = $"to={Now + 60_000}&environment=canary&service=shop";

        JsonElement service = (await backend.GetAsync("services?" + scope)).GetProperty("services").EnumerateArray().Single();
        JsonElement all = (await backend.GetAsync($"services?to={Now + 60_000}&service=shop")).GetProperty("services")[0];
        JsonElement series = await backend.GetAsync("operations/series?" + scope);
        JsonElement heat = await backend.GetAsync("operations/heat?" + scope);

        (service.GetProperty("requests").GetDouble(), all.GetProperty("requests").GetDouble()).Should().Be((1, 3));
        series.GetProperty("count").EnumerateArray().Sum(static count => count.ValueKind == JsonValueKind.Null ? 0 : count.GetDouble())
            .Should().Be(1);
        heat.GetProperty("columns")[0].GetProperty("bands").EnumerateArray().Sum(static band => band[1].GetDouble()).Should().Be(1);
        (await backend.GetAsync("operations?" + scope)).GetProperty("operations").GetArrayLength().Should().Be(1);
        (await backend.GetAsync("operations?environment=production")).GetProperty("operations").GetArrayLength().Should().Be(0);
        (await backend.GetAsync("metrics?" + scope)).GetProperty("metrics").GetArrayLength().Should().Be(4);
        (await backend.GetAsync($"business?to={Now + 60_000}&environment=canary")).GetProperty("metrics").GetArrayLength().Should().Be(2);
        (await backend.GetAsync($"business?to={Now + 60_000}&environment=staging")).GetProperty("metrics").GetArrayLength().Should().Be(0);
        (await backend.GetAsync($"logs?to={Now + 60_000}&environment=Development")).GetProperty("entries").EnumerateArray()
            .Should().ContainSingle().Which.GetProperty("message").GetString().Should().Be("started");
    }

    [Fact]
    public async Task An_explanation_takes_the_traces_of_its_environment()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await SendAsync(backend);

        (await PopulationAsync("")).Should().Be(2);
        (await PopulationAsync("&environment=production")).Should().Be(1);

        async Task<long> PopulationAsync(string scope) =>
            (await backend.GetAsync($"explain?to={Now + 60_000}{scope}")).GetProperty("population").GetInt64();
    }

    [Theory]
    [InlineData("{\"environment\":\"\"}")]
    [InlineData("{\"environment\":7}")]
    [InlineData("{\"environment\":{\"environment\":\"x\"}}")]
    [InlineData("\"production\"")]
    [InlineData("[\"production\"]")]
    public async Task What_is_no_name_names_no_environment(string metadata)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        string tooLong = $"{{\"environment\":\"{new string('x', 201)}\"}}";

        foreach (string value in new[] { metadata, tooLong })
        {
            await backend.SendSegmentsAsync(Segment("00000000000000a1", "shop", more: $",\"metadata\":{{\"service\":{value}}}"));
        }

        Names(await backend.GetAsync($"environments?to={Now + 60_000}"), "environments").Should().BeEmpty();
    }

    /// <summary>One trace through two environments, one of staging alone, metrics of a third and a log entry of a fourth.</summary>
    private static async Task SendAsync(LocalBackend backend)
    {
        await backend.SendSegmentsAsync(
            Segment("00000000000000a1", "shop", more: At("staging") + Within(Call("00000000000000a2", "payments"))),
            Segment("00000000000000a3", "payments", parent: "00000000000000a2", more: At("production")),
            Segment("00000000000000b1", "shop", at: 1, trace: Other, more: ",\"fault\":true" + At("staging")));
        foreach ((string space, string name, string environment, string values) in new[]
            {
                ("Obs", "Latency", "canary", "[5]"), ("Obs", "Latency", "Development", "[5,6]"), ("Obs/Business", "Sold", "canary", "[1]"),
            })
        {
            string dimensions = $$"""{"Name":"Environment","Value":"{{environment}}"},{"Name":"Service","Value":"shop"}""";
            string datum = string.Create(
                CultureInfo.InvariantCulture, $"\"MetricName\":\"{name}\",\"Timestamp\":{Now / 1_000},\"Values\":{values}");
            (int status, JsonElement body) = await backend.CallAsync("GraniteServiceVersion20100801.PutMetricData", $$"""
                {"Namespace":"{{space}}","MetricData":[
                  {{{datum}},"Dimensions":[{{dimensions}}]},
                  {{{datum}},"Dimensions":[{{dimensions}},{"Name":"Operation","Value":"GET /"}]}]}
                """);
            status.Should().Be(200, body.ToString());
        }

        await backend.CallAsync("Logs_20140328.CreateLogGroup", """{"logGroupName":"/shop"}""");
        await backend.CallAsync("Logs_20140328.CreateLogStream", """{"logGroupName":"/shop","logStreamName":"s"}""");
        await backend.CallAsync("Logs_20140328.PutLogEvents", $$"""
            {"logGroupName":"/shop","logStreamName":"s","logEvents":[
              {"timestamp":{{Now}},"message":"{\"message\":\"started\",\"environment\":\"Development\"}"},
              {"timestamp":{{Now}},"message":"environment Development"}]}
            """);
    }

    private static string At(string environment) => $",\"metadata\":{{\"service\":{{\"environment\":\"{environment}\"}}}}";

    private static string[] Names(JsonElement answer, string list) =>
        [.. answer.GetProperty(list).EnumerateArray().Select(static name => name.GetString()!)];
}
