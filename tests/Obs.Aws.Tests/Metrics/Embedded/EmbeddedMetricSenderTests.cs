using System.Text;
using System.Text.Json.Nodes;
using Obs.Aws.Metrics.Embedded;
using Obs.Metrics;

namespace Obs.Aws.Tests.Metrics.Embedded;

/// <summary>The windows of a publisher as lines on a stream.</summary>
public sealed class EmbeddedMetricSenderTests
{
    [Fact]
    public async Task A_count_is_one_line_of_the_specification()
    {
        string[] lines = await WriteAsync(PublisherFixture.Counter("Purchases", 5, new KeyValuePair<string, string>("Category", "books")));

        string expected = $$"""
            {"_aws":{"Timestamp":{{PublisherFixture.Noon.ToUnixTimeMilliseconds()}},"CloudWatchMetrics":[{"Namespace":"Obs/Business","Dimensions":[["Environment","Service","Category"]],"Metrics":[{"Name":"Purchases","Unit":"Count"}]}]},"Environment":"Test","Service":"shop","Category":"books","Purchases":5}
            """;
        lines.Should().Equal(expected);
    }

    [Fact]
    public async Task The_same_data_leave_by_either_way()
    {
        MetricSeries[] series =
        [
            PublisherFixture.Requests("GET", "/a", 200, [.. Enumerable.Range(1, 1_000).Select(static i => i / 500d)]),
            PublisherFixture.Requests("GET", "/a", 500, 3, 4),
            PublisherFixture.Counter("Purchases", 7),
        ];
        await using var published = new PublisherFixture();
        published.Close(0, series);
        await published.StopAsync();

        string[] lines = await WriteAsync(series);

        var sent = published.CloudWatch.Accepted.GroupBy(static a => KeyOf(a.Namespace, a.Datum.MetricName, a.Datum.Dimensions))
            .ToDictionary(static g => g.Key, static g => g.SelectMany(static a => a.Datum.Values.Zip(a.Datum.Counts)).ToArray());
        var written = lines.Select(static line => JsonNode.Parse(line)!).GroupBy(static line => KeyOf(line))
            .ToDictionary(static g => g.Key, static g => g.SelectMany(Points).ToArray());
        written.Should().BeEquivalentTo(sent);
    }

    [Fact]
    public async Task No_member_holds_more_than_a_hundred_values()
    {
        string[] lines = await WriteAsync(
            PublisherFixture.Requests("GET", "/a", 200, [.. Enumerable.Range(1, 5_000).Select(static i => i / 100d)]));

        lines.Select(static line => JsonNode.Parse(line)!).SelectMany(static line => Points(line).Chunk(int.MaxValue))
            .Max(static p => p.Length)
            .Should().BeInRange(2, 100);
    }

    [Fact]
    public async Task Minimum_maximum_sum_and_count_stand_beside_values_and_counts()
    {
        string[] lines = await WriteAsync(PublisherFixture.Requests("GET", "/a", 500, 1, 1, 3));

        JsonNode fault = lines.Select(static line => JsonNode.Parse(line)!["Fault"]).OfType<JsonNode>().First();
        JsonNode.DeepEquals(fault, JsonNode.Parse("""{"Values":[1],"Counts":[3],"Min":1,"Max":1,"Count":3,"Sum":3}""")).Should().BeTrue();
    }

    [Fact]
    public async Task A_metric_that_bears_the_name_of_a_dimension_is_dropped_by_name()
    {
        using var output = new MemoryStream();
        using var sender = new EmbeddedMetricSender(output);
        var fixture = new PublisherFixture(sender: sender);
        fixture.Close(0, PublisherFixture.Counter("Service", 1), PublisherFixture.Counter("Purchases", 1));
        await fixture.StopAsync();

        fixture.Account.Dropped.Should().Equal(new Dictionary<string, long> { ["invalid_name"] = 1 });
        fixture.Account.Delivered.Should().Be(1);
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_closed_pipe_costs_the_data_and_nothing_else()
    {
        var output = new MemoryStream();
        using var sender = new EmbeddedMetricSender(output);
        await output.DisposeAsync();
        var fixture = new PublisherFixture(sender: sender);
        fixture.Close(0, PublisherFixture.Counter("Purchases", 1));
        await fixture.StopAsync();

        fixture.Account.Dropped.Should().Equal(new Dictionary<string, long> { ["output_closed"] = 1 });
        await fixture.DisposeAsync();
    }

    private static async Task<string[]> WriteAsync(params MetricSeries[] series)
    {
        using var output = new MemoryStream();
        using var sender = new EmbeddedMetricSender(output);
        await using (var fixture = new PublisherFixture(sender: sender))
        {
            fixture.Close(0, series);
            await fixture.StopAsync();
            fixture.Account.Dropped.Should().BeEmpty();
        }

        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string KeyOf(string space, string metric, IEnumerable<KeyValuePair<string, string>> dimensions) =>
        $"{space} {metric} {string.Join(',', dimensions.Select(static d => $"{d.Key}={d.Value}"))}";

    private static string KeyOf(JsonNode line)
    {
        JsonNode directive = Directive(line);
        return KeyOf(
            (string)directive["Namespace"]!,
            NameOf(line),
            directive["Dimensions"]![0]!.AsArray().Select(name => KeyValuePair.Create((string)name!, (string)line[(string)name!]!)));
    }

    private static IEnumerable<(double Value, double Count)> Points(JsonNode line) => line[NameOf(line)] switch
    {
        JsonArray values => values.Select(static v => ((double)v!, 1d)),
        JsonObject set => set["Values"]!.AsArray().Zip(set["Counts"]!.AsArray(), static (v, c) => ((double)v!, (double)c!)),
        { } number => [((double)number, 1d)],
        null => [],
    };

    private static JsonNode Directive(JsonNode line) => line["_aws"]!["CloudWatchMetrics"]![0]!;

    private static string NameOf(JsonNode line) => (string)Directive(line)["Metrics"]![0]!["Name"]!;
}
