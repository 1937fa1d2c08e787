using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

public sealed class LogTests
{
    private const long Now = 1_704_164_645_000;

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task The_log_lines_of_a_trace_are_found_by_either_form_of_its_id()
    {
        await using LocalBackend backend = await StartAsync();
        await PutAsync(backend,
            """{"level":"Error","message":"Card declined","service":"payments","logger":"Pay","xrayTraceId":"1-5759e988-bd862e3fe1be46a994272793","spanId":"b1"}""",
            """{"level":"Warning","message":"Again","traceId":"5759e988bd862e3fe1be46a994272793"}""",
            "plain text, no trace");

        JsonElement entries = (await backend.GetAsync($"traces/{SegmentText.Trace}/logs")).GetProperty("entries");
        JsonElement byW3C = (await backend.GetAsync("traces/5759e988bd862e3fe1be46a994272793/logs")).GetProperty("entries");

        entries.EnumerateArray().Select(static entry => $"{entry.GetProperty("level")}: {entry.GetProperty("message")}")
            .Should().Equal("Error: Card declined", "Warning: Again");
        byW3C.GetArrayLength().Should().Be(2);
        (await backend.GetAsync("logs?q=PLAIN&to=1704164646000")).GetProperty("entries").GetArrayLength().Should().Be(1);
        (await backend.GetAsync("logs?level=error&to=1704164646000")).GetProperty("entries")[0].GetProperty("logger").GetString().Should()
            .Be("Pay");
    }

    [Fact]
    public async Task Events_outside_the_allowed_time_are_named_in_the_answer_and_the_rest_is_stored()
    {
        await using LocalBackend backend = await StartAsync();

        (int status, JsonElement answer) = await backend.CallAsync("Logs_20140328.PutLogEvents", $$"""
            {"logGroupName":"g","logStreamName":"s","logEvents":[{"timestamp":{{Now}},"message":"a"},{"timestamp":{{Now + (3 * 3_600_000)}},"message":"b"}]}
            """);

        status.Should().Be(200);
        answer.GetProperty("rejectedLogEventsInfo").GetProperty("tooNewLogEventStartIndex").GetInt64().Should().Be(1);
        ObsLocalSignalStatus logs = backend.Server.GetStatus().Signals[2];
        (logs.Accepted, logs.Stored).Should().Be((1, 1));
        logs.Rejected.Should().Equal(new Dictionary<string, long> { ["too new"] = 1 });
    }

    [Fact]
    public async Task Pages_of_a_stream_join_without_a_gap_in_both_directions()
    {
        await using LocalBackend backend = await StartAsync();
        await PutAsync(backend, [.. Enumerable.Range(0, 25).Select(static number => $"event {number}")]);

        (await ReadAllAsync(backend, "startFromHead\":true", "nextForwardToken")).Should()
            .Equal(Enumerable.Range(0, 25).Select(static number => $"event {number}"));
        (await ReadAllAsync(backend, "startFromHead\":false", "nextBackwardToken")).Should().HaveCount(25).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("CreateLogGroup", """{"logGroupName":"g"}""", "ResourceAlreadyExistsException")]
    [InlineData("CreateLogGroup", """{"logGroupName":"white space"}""", "InvalidParameterException")]
    [InlineData("CreateLogStream", """{"logGroupName":"none","logStreamName":"s"}""", "ResourceNotFoundException")]
    [InlineData("CreateLogStream", """{"logGroupName":"g","logStreamName":"a:b"}""", "InvalidParameterException")]
    [InlineData(
        "PutLogEvents",
        """{"logGroupName":"g","logStreamName":"none","logEvents":[{"timestamp":1704164645000,"message":"a"}]}""",
        "ResourceNotFoundException")]
    [InlineData("PutLogEvents", """{"logGroupName":"g","logStreamName":"s","logEvents":[]}""", "InvalidParameterException")]
    [InlineData(
        "PutLogEvents",
        """{"logGroupName":"g","logStreamName":"s","logEvents":[{"timestamp":2,"message":"a"},{"timestamp":1,"message":"b"}]}""",
        "InvalidParameterException")]
    [InlineData("FilterLogEvents", """{"logGroupName":"g","filterPattern":"{ $.a }"}""", "InvalidParameterException")]
    [InlineData("StartLiveTail", "{}", "UnknownOperationException")]
    public async Task A_wrong_request_is_refused_with_the_services_own_error(string operation, string json, string error)
    {
        await using LocalBackend backend = await StartAsync();

        (int status, JsonElement body) = await backend.CallAsync("Logs_20140328." + operation, json);

        status.Should().Be(400);
        body.GetProperty("__type").GetString().Should().Be(error);
    }

    private static async Task<List<string?>> ReadAllAsync(LocalBackend backend, string direction, string tokenName)
    {
        List<string?> messages = [];
        string more = $"\"{direction}";
        while (true)
        {
            (_, JsonElement page) = await backend.CallAsync(
                "Logs_20140328.GetLogEvents", $$"""{"logGroupName":"g","logStreamName":"s","limit":10,{{more}} }""");
            if (page.GetProperty("events").GetArrayLength() == 0)
            {
                return messages;
            }

            messages.AddRange(page.GetProperty("events").EnumerateArray().Select(static entry => entry.GetProperty("message").GetString()));
            more = $"\"nextToken\":\"{page.GetProperty(tokenName)}\"";
        }
    }

    private static async Task PutAsync(LocalBackend backend, params string[] messages)
    {
        IEnumerable<string> events = messages.Select(
            static message => $$"""{"timestamp":{{Now}},"message":{{JsonSerializer.Serialize(message)}} }""");
        (int status, JsonElement body) = await backend.CallAsync(
            "Logs_20140328.PutLogEvents", $$"""{"logGroupName":"g","logStreamName":"s","logEvents":[{{string.Join(',', events)}}]}""");
        status.Should().Be(200, body.GetRawText());
    }

    private async Task<LocalBackend> StartAsync()
    {
        LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.CallAsync("Logs_20140328.CreateLogGroup", """{"logGroupName":"g"}""");
        await backend.CallAsync("Logs_20140328.CreateLogStream", """{"logGroupName":"g","logStreamName":"s"}""");
        return backend;
    }
}
