using System.Text.Json;
using Obs.Local.Aws;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Tokens of pages: every operation takes back its own and refuses all others.</summary>
public sealed class PageTokenTests : IAsyncLifetime
{
    private const string CloudWatch = "GraniteServiceVersion20100801.";
    private const string Logs = "Logs_20140328.";

    private LocalBackend _backend = null!;

    public static TheoryData<string, string, string> Operations() => new()
    {
        { CloudWatch + "ListMetrics", "", "NextToken" },
        { CloudWatch + "ListDashboards", "", "NextToken" },
        { CloudWatch + "DescribeAlarms", "", "NextToken" },
        { CloudWatch + "DescribeAlarmHistory", "", "NextToken" },
        {
            CloudWatch + "GetMetricData",
            "\"StartTime\":0,\"EndTime\":60,\"MetricDataQueries\":[{\"Id\":\"a\",\"Expression\":\"TIME_SERIES(1)\"}],", "NextToken"
        },
        { Logs + "DescribeLogGroups", "", "nextToken" },
        { Logs + "DescribeLogStreams", "\"logGroupName\":\"/shop\",", "nextToken" },
        { Logs + "FilterLogEvents", "\"logGroupName\":\"/shop\",", "nextToken" },
        { Logs + "GetLogEvents", "\"logGroupName\":\"/shop\",\"logStreamName\":\"a\",", "nextToken" },
        { Logs + "DescribeMetricFilters", "", "nextToken" },
        { Logs + "DescribeQueryDefinitions", "", "nextToken" },
        { Logs + "DescribeQueries", "", "nextToken" },
        { "TraceSummaries", "\"StartTime\":1,\"EndTime\":2,", "NextToken" },
        { "Traces", "\"TraceIds\":[\"1-5759e988-bd862e3fe1be46a994272793\"],", "NextToken" },
        { "ServiceGraph", "\"StartTime\":1,\"EndTime\":2,", "NextToken" },
        { "TimeSeriesServiceStatistics", "\"StartTime\":1,\"EndTime\":2,", "NextToken" },
        { "GetSamplingRules", "", "NextToken" },
        { "Groups", "", "NextToken" },
    };

    public async Task InitializeAsync()
    {
        _backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        await CallAsync(Logs + "CreateLogGroup", "{\"logGroupName\":\"/shop\"}");
        foreach (string stream in new[] { "b", "c", "a" })
        {
            await CallAsync(Logs + "CreateLogStream", $$"""{"logGroupName":"/shop","logStreamName":"{{stream}}"}""");
        }
    }

    public async Task DisposeAsync() => await _backend.DisposeAsync();

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_token_that_is_not_of_the_operation_is_refused(string operation, string members, string name)
    {
        (int without, JsonElement answer) = await CallAsync(operation, $"{{{members.TrimEnd(',')}}}");
        without.Should().Be(200, answer.ToString());
        string type = operation.StartsWith(CloudWatch, StringComparison.Ordinal) ? "InvalidNextToken"
            : operation.StartsWith(Logs, StringComparison.Ordinal) ? "InvalidParameterException" : "InvalidRequestException";
        string foreign = PageToken.CloudWatch("Another").Write(3)!;
        foreach (string token in new[] { "", "nonsense", "12", "-1", "f/1", "a", "Zm9v", "====", "\u00e4", foreign })
        {
            (int status, JsonElement body) = await CallAsync(operation, $"{{{members}\"{name}\":{JsonSerializer.Serialize(token)}}}");

            status.Should().Be(400, "'{0}' is no token of {1}: {2}", token, operation, body);
            body.GetProperty("__type").GetString().Should().EndWith(type);
        }
    }

    [Fact]
    public async Task A_token_that_is_no_text_is_malformed()
    {
        (int status, JsonElement body) = await CallAsync(CloudWatch + "ListMetrics", "{\"NextToken\":5}");

        status.Should().Be(400);
        body.GetProperty("__type").GetString().Should().EndWith("SerializationException");
    }

    [Theory]
    [InlineData("", "a b c")]
    [InlineData(",\"descending\":true", "c b a")]
    [InlineData(",\"orderBy\":\"LogStreamName\",\"descending\":false", "a b c")]
    [InlineData(",\"orderBy\":\"LastEventTime\",\"descending\":true", "c a b")]
    [InlineData(",\"orderBy\":\"LastEventTime\"", "b a c")]
    public async Task Streams_come_in_the_order_asked_for_page_by_page(string order, string expected)
    {
        long now = new ManualTimeProvider().GetUtcNow().ToUnixTimeMilliseconds();
        foreach ((string stream, int age) in new[] { ("a", 2_000), ("b", 3_000), ("c", 1_000) })
        {
            await CallAsync(Logs + "PutLogEvents", $$"""
                {"logGroupName":"/shop","logStreamName":"{{stream}}","logEvents":[{"timestamp":{{now - age}},"message":"x"}]}
                """);
        }

        List<string> names = [];
        string token = "";
        do
        {
            (int status, JsonElement body) = await CallAsync(
                Logs + "DescribeLogStreams", $"{{\"logGroupName\":\"/shop\",\"limit\":2{order}{token}}}");
            status.Should().Be(200, body.ToString());
            names.AddRange(body.GetProperty("logStreams").EnumerateArray().Select(
                static item => item.GetProperty("logStreamName").GetString()!));
            token = body.TryGetProperty("nextToken", out JsonElement next) ? $",\"nextToken\":\"{next}\"" : "";
        }
        while (token.Length > 0);

        string.Join(' ', names).Should().Be(expected);
    }

    [Theory]
    [InlineData(",\"orderBy\":\"Size\"", "*enum value set: [[]LogStreamName, LastEventTime]*")]
    [InlineData(
        ",\"orderBy\":\"LastEventTime\",\"logStreamNamePrefix\":\"a\"", "Cannot order by LastEventTime with a logStreamNamePrefix.")]
    [InlineData(",\"limit\":51", "*at 'limit' failed to satisfy constraint*")]
    public async Task An_order_that_is_none_is_refused(string order, string message)
    {
        (int status, JsonElement body) = await CallAsync(Logs + "DescribeLogStreams", $"{{\"logGroupName\":\"/shop\"{order}}}");

        status.Should().Be(400);
        body.GetProperty("message").GetString().Should().Match(message.Replace("[[]", "[", StringComparison.Ordinal));
    }

    private Task<(int Status, JsonElement Body)> CallAsync(string operation, string json) =>
        operation.Contains('.', StringComparison.Ordinal) ? _backend.CallAsync(operation, json) : _backend.CallXRayAsync(operation, json);
}
