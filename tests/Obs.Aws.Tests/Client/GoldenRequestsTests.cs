using System.Text;
using System.Text.Json.Nodes;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Client;

/// <summary>What arrives at CloudWatch is what other clients send for the same data.</summary>
public sealed class GoldenRequestsTests
{
    private static readonly string[] HeadersThatMatter = ["X-Amz-Target", "x-amzn-query-mode", "Content-Type", "Content-Encoding"];

    private static readonly string[] Recorded = ["awssdk-core", "clients/awscli-1.45.11-json10"];

    public static TheoryData<string> Recordings =>
    [
        .. Recorded.SelectMany(static client => Directory.GetFiles(Repository.PathOf("tests", "golden", "cloudwatch", client), "*.json")
                .Select(file => $"{client}/{Path.GetFileName(file)}"))
            .Where(static file => (string)Read(file)["operation"]! == "PutMetricData")
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_request_is_the_recorded_one(string file)
    {
        JsonNode golden = Read(file);
        await using ConnectedClient client = await ConnectedClient.StartAsync();

        await client.PutMetricDataAsync(Encoding.UTF8.GetString(Request(golden).ToJson()));

        CapturedRequest request = client.Endpoint.Requests.Single();
        Dictionary<string, string> expected = Headers(golden);
        (request.Method, request.Path).Should().Be(((string)golden["method"]!, (string)golden["path"]!));
        JsonNode.DeepEquals(request.Decoded, golden["decoded"]).Should().BeTrue();
        HeadersThatMatter.Select(name => request.Headers.GetValueOrDefault(name))
            .Should().Equal(HeadersThatMatter.Select(name => expected.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("awssdk-core/02-values-counts.json")]
    [InlineData("awssdk-core/11-big-gzip.json")]
    public async Task The_same_headers_are_signed(string file)
    {
        JsonNode golden = Read(file);
        await using ConnectedClient client = await ConnectedClient.StartAsync();

        await client.PutMetricDataAsync(Encoding.UTF8.GetString(Request(golden).ToJson()));

        string expected = Headers(golden)["Authorization"].Split("SignedHeaders=")[1].Split(',')[0];
        SignatureCheck.Fields(client.Endpoint.Requests.Single())["SignedHeaders"].Should().Be(expected);
    }

    private static JsonNode Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Repository.PathOf(["tests", "golden", "cloudwatch", .. file.Split('/')])))!;

    private static MetricDataRequest Request(JsonNode golden) => new(
        (string)golden["decoded"]!["Namespace"]!,
        [
            .. golden["decoded"]!["MetricData"]!.AsArray()
                .Select(static datum => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(datum!.ToJsonString())),
        ]);

    private static Dictionary<string, string> Headers(JsonNode golden) =>
        golden["headers"]!.AsArray().ToDictionary(
            static header => (string)header![0]!, static header => (string)header![1]!, StringComparer.OrdinalIgnoreCase);
}
