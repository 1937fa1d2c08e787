using System.Text.Json;
using System.Text.Json.Nodes;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>What a service publishes, as <c>Obs.Aws</c>'s own golden file has it, read back by <c>GetMetricData</c>.</summary>
public sealed class PublishedDataTests : IAsyncLifetime
{
    private const long Start = 1795348810;

    /// <summary>Half a bucket. Equal values come back as they were.</summary>
    private const double HistogramError = 0.005;

    private LocalBackend _backend = null!;

    public async Task InitializeAsync()
    {
        _backend = await LocalBackend.StartAsync(new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Start + 60)));
        foreach (JsonNode? request in JsonNode.Parse(
            File.ReadAllText(Repository.PathOf("tests", "golden", "cloudwatch", "publication.json")))!.AsArray())
        {
            (int status, _) = await CallAsync("PutMetricData", request!.ToJsonString());
            status.Should().Be(200);
        }
    }

    public async Task DisposeAsync() => await _backend.DisposeAsync();

    [Theory]
    [InlineData("Latency", "POST /checkout", "p50", 250)]
    [InlineData("Latency", "POST /checkout", "p99", 250)]
    [InlineData("Latency", "POST /checkout", "SampleCount", 3)]
    [InlineData("Latency", "POST /checkout", "Sum", 750)]
    [InlineData("Latency", "GET /products/{id}", "p99", 30.3)]
    [InlineData("Latency", null, "p50", 30.3)]
    [InlineData("Latency", null, "p99", 250)]
    [InlineData("Fault", null, "p99", 0)]
    [InlineData("Fault", null, "SampleCount", 7)]
    [InlineData("Error", "GET /products/{id}", "Average", 0)]
    public async Task A_statistic_of_what_was_published_is_that_of_what_was_measured(
        string metric, string? operation, string statistic, double expected) =>
        (await ReadAsync("Obs", metric, operation is null ? [] : [("Operation", operation)], statistic))
            .Should().BeApproximately(expected, expected * HistogramError);

    [Theory]
    [InlineData("p99")]
    [InlineData("Sum")]
    [InlineData("Maximum")]
    public async Task A_counter_s_increase_is_every_statistic_of_it(string statistic) =>
        (await ReadAsync("Obs/Business", "Purchases", [("Category", "books")], statistic)).Should().Be(3);

    [Fact]
    public async Task Equal_values_of_one_process_add_up_with_various_ones_of_another()
    {
        (int status, _) = await CallAsync("PutMetricData", $$"""
            {"Namespace":"Obs","MetricData":[{"MetricName":"Latency","Timestamp":{{Start}},"Unit":"Milliseconds","Values":[100,200,300],
             "Counts":[50,40,7],"StorageResolution":1,
             "Dimensions":[{"Name":"Environment","Value":"Test"},{"Name":"Service","Value":"shop"},
                           {"Name":"Operation","Value":"POST /checkout"}]}]}
            """);

        status.Should().Be(200);
        (await ReadAsync("Obs", "Latency", [("Operation", "POST /checkout")], "p92")).Should().Be(250);
        (await ReadAsync("Obs", "Latency", [("Operation", "POST /checkout")], "p99")).Should().Be(300);
    }

    private async Task<double> ReadAsync(string space, string metric, (string Name, string Value)[] own, string statistic)
    {
        (string Name, string Value)[] dimensions = [("Environment", "Test"), ("Service", "shop"), .. own];
        var query = new
        {
            StartTime = Start,
            EndTime = Start + 10,
            MetricDataQueries = new[]
            {
                new
                {
                    Id = "m",
                    MetricStat = new
                    {
                        Metric = new
                        {
                            Namespace = space,
                            MetricName = metric,
                            Dimensions = dimensions.Select(static d => new { d.Name, d.Value }),
                        },
                        Period = 10,
                        Stat = statistic,
                    },
                },
            },
        };
        (int status, JsonElement body) = await CallAsync("GetMetricData", JsonSerializer.Serialize(query));

        status.Should().Be(200, body.ToString());
        return body.GetProperty("MetricDataResults")[0].GetProperty("Values").EnumerateArray().Should().ContainSingle().Which.GetDouble();
    }

    private Task<(int Status, JsonElement Body)> CallAsync(string operation, string body) =>
        _backend.CallAsync("GraniteServiceVersion20100801." + operation, body);
}
