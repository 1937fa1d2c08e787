using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

public sealed class MetricViewTests
{
    private const string Put = "GraniteServiceVersion20100801.PutMetricData";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Operations_services_and_series_are_read_from_the_published_data()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        string operation = Dimensions("Test", "shop", "GET /products/{id}");
        string service = Dimensions("Test", "shop", null);
        foreach (string dimensions in new[] { operation, service })
        {
            await PutAsync(backend, "Obs",
                $$"""{"MetricName":"Latency","Unit":"Milliseconds","Timestamp":1704164640,"Values":[10,200],"Counts":[98,2],"Dimensions":{{dimensions}} }""",
                $$"""{"MetricName":"Error","Unit":"Count","Timestamp":1704164640,"Values":[0,1],"Counts":[95,5],"Dimensions":{{dimensions}} }""",
                $$"""{"MetricName":"Fault","Unit":"Count","Timestamp":1704164640,"Values":[0,1],"Counts":[99,1],"Dimensions":{{dimensions}} }""");
        }

        _time.Advance(TimeSpan.FromSeconds(5));
        JsonElement operations = (await backend.GetAsync("operations")).GetProperty("operations");
        JsonElement services = (await backend.GetAsync("services")).GetProperty("services");
        JsonElement series = await backend.GetAsync("operations/series?service=shop&period=10&from=1704164620000&to=1704164650000");

        JsonElement row = operations.EnumerateArray().Should().ContainSingle().Subject;
        row.GetProperty("operation").GetString().Should().Be("GET /products/{id}");
        (row.GetProperty("count").GetInt64(), row.GetProperty("errors").GetInt64(), row.GetProperty("faults").GetInt64()).Should()
            .Be((100, 5, 1));
        (row.GetProperty("p50").GetDouble(), row.GetProperty("p99").GetDouble(), row.GetProperty("rate").GetDouble()).Should()
            .Be((10, 200, 10));
        (services[0].GetProperty("source").GetString(), services[0].GetProperty("ok").GetInt64()).Should().Be(("metrics", 94));
        series.GetProperty("count").GetRawText().Should().Be("[null,null,100]");
        series.GetProperty("p99").GetRawText().Should().Be("[null,null,200]");
    }

    [Fact]
    public async Task Business_metrics_are_told_apart_by_their_namespace()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await PutAsync(
            backend,
            "Obs/Business",
            """{"MetricName":"Purchases","Unit":"Count","Value":3,"Dimensions":[{"Name":"Category","Value":"books"}]}""");
        await PutAsync(backend, "Obs", """{"MetricName":"Other","Value":3}""");
        _time.Advance(TimeSpan.FromSeconds(1));

        JsonElement metrics = (await backend.GetAsync("business")).GetProperty("metrics");

        metrics.EnumerateArray().Should().ContainSingle().Which.GetProperty("sum").GetDouble().Should().Be(3);
        (await backend.GetAsync("metrics")).GetProperty("metrics").GetArrayLength().Should().Be(2);
    }

    [Theory]
    [InlineData("""{"MetricData":[]}""", "MissingRequiredParameterException")]
    [InlineData("""{"Namespace":"AWS/EC2","MetricData":[{"MetricName":"a","Value":1}]}""", "InvalidParameterValueException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"Value":1}]}""", "MissingRequiredParameterException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"MetricName":"a"}]}""", "MissingRequiredParameterException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"MetricName":"a","Value":1e200}]}""", "InvalidParameterValueException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"MetricName":"a","Value":1,"Values":[1]}]}""", "InvalidParameterCombinationException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"MetricName":"a","Values":[1,2],"Counts":[1]}]}""", "InvalidParameterValueException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"MetricName":"a","Value":1,"Unit":"Parsecs"}]}""", "InvalidParameterValueException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"MetricName":"a","Value":1,"Timestamp":1}]}""", "InvalidParameterValueException")]
    [InlineData("""{"Namespace":"n","MetricData":[{"MetricName":"a","Value":"x"}]}""", "SerializationException")]
    [InlineData("""{"Namespace":"n","MetricData":7}""", "SerializationException")]
    [InlineData("""[1]""", "SerializationException")]
    [InlineData("""{""", "SerializationException")]
    public async Task A_wrong_request_is_refused_whole_with_the_services_own_error(string json, string error)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        (int status, JsonElement body) = await backend.CallAsync(Put, json);

        status.Should().Be(400);
        body.GetProperty("__type").GetString().Should().Be("com.amazonaws.cloudwatch#" + error);
        backend.Server.GetStatus().Signals[1].Stored.Should().Be(0);
    }

    [Theory]
    [InlineData("traces?limit=0", "limit must be a whole number from 1 to 1000")]
    [InlineData("traces?outcome=bad", "outcome must be any, ok, error, throttle, fault")]
    [InlineData("traces?from=2&to=1", "from must be before to")]
    [InlineData("traces?node=nothing", "node must be the id of a node")]
    [InlineData("operations/series", "service is required")]
    [InlineData("operations/series?service=a&period=1&from=0", "ask for a longer period")]
    [InlineData("traces/xyz", "A trace id is")]
    public async Task A_wrong_parameter_of_the_page_is_named_with_what_is_allowed(string path, string message)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        (int status, string body) = await backend.GetRawAsync("api/local/" + path);

        status.Should().Be(400);
        body.Should().Contain(message);
    }

    private static async Task PutAsync(LocalBackend backend, string space, params string[] data)
    {
        (int status, JsonElement body) = await backend.CallAsync(
            Put, $$"""{"Namespace":"{{space}}","MetricData":[{{string.Join(',', data)}}]}""");
        status.Should().Be(200, body.GetRawText());
    }

    private static string Dimensions(string environment, string service, string? operation) =>
        $$"""[{"Name":"Service","Value":"{{service}}"},{"Name":"Environment","Value":"{{environment}}"}{{(operation is null ? "" : $",{{\"Name\":\"Operation\",\"Value\":\"{operation}\"}}")}}]""";
}
