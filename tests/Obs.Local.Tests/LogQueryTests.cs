using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Insights queries, saved queries, metric filters, retention and tags of CloudWatch Logs.</summary>
public sealed class LogQueryTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private LocalBackend _backend = null!;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task InitializeAsync()
    {
        _backend = await LocalBackend.StartAsync(_time);
        await CallAsync("CreateLogGroup", """{"logGroupName":"/shop","tags":{"team":"pay"}}""");
        await CallAsync("CreateLogStream", """{"logGroupName":"/shop","logStreamName":"one"}""");
    }

    public async Task DisposeAsync() => await _backend.DisposeAsync();

    [Fact]
    public async Task A_query_runs_over_what_is_stored_and_its_rows_find_their_events_again()
    {
        await PutAsync(
            """{"level":"Error","ms":30,"route":"/cart"}""",
            """{"level":"Error","ms":10,"route":"/pay"}""",
            """{"level":"Info","ms":20,"route":"/pay"}""");

        JsonElement stats = await QueryAsync("stats count(*) as n, max(ms) as worst by route | sort route");
        JsonElement rows = await QueryAsync("filter level = 'Error' | fields ms | sort ms");
        string pointer = rows.GetProperty("results")[0].EnumerateArray()
            .Single(static field => field.GetProperty("field").GetString() == "@ptr").GetProperty("value").GetString()!;
        JsonElement record = await CallAsync("GetLogRecord", $$"""{"logRecordPointer":"{{pointer}}"}""");
        JsonElement fields = await CallAsync("GetLogGroupFields", """{"logGroupName":"/shop"}""");

        stats.GetProperty("status").GetString().Should().Be("Complete");
        stats.GetProperty("statistics").GetProperty("recordsScanned").GetDouble().Should().Be(3);
        Values(stats).Should().Equal("route=/cart n=1 worst=30", "route=/pay n=2 worst=20");
        record.GetProperty("logRecord").GetProperty("ms").GetString().Should().Be("10");
        fields.GetProperty("logGroupFields").EnumerateArray().Single(static field => field.GetProperty("name").GetString() == "ms")
            .GetProperty("percent").GetInt64().Should().Be(100);
    }

    [Fact]
    public async Task A_query_that_is_not_one_is_refused_at_its_place_and_a_missing_group_by_name()
    {
        (int status, JsonElement body) = await StartAsync("filter level = ", "/shop");
        (int missing, JsonElement none) = await StartAsync("fields @message", "/none");
        (int stop, _) = await _backend.CallAsync("Logs_20140328.StopQuery", """{"queryId":"none"}""");

        status.Should().Be(400);
        body.GetProperty("__type").GetString().Should().Be("MalformedQueryException");
        body.GetProperty("queryCompileError").GetProperty("location").GetProperty("startCharOffset").GetInt32().Should().BeGreaterThan(6);
        missing.Should().Be(400);
        none.GetProperty("__type").GetString().Should().Be("ResourceNotFoundException");
        stop.Should().Be(400);
    }

    [Fact]
    public async Task A_source_before_a_query_names_its_group_and_keeps_offsets()
    {
        await PutAsync("a");
        (int status, JsonElement body) = await _backend.CallAsync("Logs_20140328.StartQuery", $$"""
            {"startTime":0,"endTime":{{Now / 1000}},"queryString":"SOURCE '/shop' | nonsense"}
            """);
        (int good, _) = await _backend.CallAsync("Logs_20140328.StartQuery", $$"""
            {"startTime":0,"endTime":{{Now / 1000}},"queryString":"SOURCE '/shop' | fields @message\n| limit 5"}
            """);

        status.Should().Be(400);
        body.GetProperty("queryCompileError").GetProperty("location").GetProperty("startCharOffset").GetInt32().Should().Be(17);
        good.Should().Be(200);
    }

    [Fact]
    public async Task A_saved_query_is_made_once_for_one_token_changed_listed_and_deleted()
    {
        JsonElement made = await CallAsync(
            "PutQueryDefinition", """{"name":"shop/slow","queryString":"fields @message","logGroupNames":["/shop"],"clientToken":"t1"}""");
        JsonElement again = await CallAsync(
            "PutQueryDefinition", """{"name":"shop/slow","queryString":"fields @message","logGroupNames":["/shop"],"clientToken":"t1"}""");
        string id = made.GetProperty("queryDefinitionId").GetString()!;
        await CallAsync("PutQueryDefinition", $$"""{"name":"shop/slow","queryString":"fields ms","queryDefinitionId":"{{id}}"}""");
        JsonElement listed = await CallAsync("DescribeQueryDefinitions", """{"queryDefinitionNamePrefix":"shop/"}""");
        JsonElement deleted = await CallAsync("DeleteQueryDefinition", $$"""{"queryDefinitionId":"{{id}}"}""");
        (int twice, _) = await _backend.CallAsync("Logs_20140328.DeleteQueryDefinition", $$"""{"queryDefinitionId":"{{id}}"}""");

        again.GetProperty("queryDefinitionId").GetString().Should().Be(id);
        JsonElement only = listed.GetProperty("queryDefinitions").EnumerateArray().Should().ContainSingle().Subject;
        only.GetProperty("queryString").GetString().Should().Be("fields ms");
        deleted.GetProperty("success").GetBoolean().Should().BeTrue();
        twice.Should().Be(400);
    }

    [Fact]
    public async Task A_metric_filter_turns_events_into_metrics()
    {
        await CallAsync("PutMetricFilter", """
            {"logGroupName":"/shop","filterName":"slow","filterPattern":"{ $.ms > 15 }","metricTransformations":[
            {"metricName":"SlowMs","metricNamespace":"Shop","metricValue":"$.ms","unit":"Milliseconds","dimensions":{"Route":"$.route"}}]}
            """);
        await CallAsync("PutMetricFilter", """
            {"logGroupName":"/shop","filterName":"errors","filterPattern":"Error","metricTransformations":[
            {"metricName":"Errors","metricNamespace":"Shop","metricValue":"1","defaultValue":0}]}
            """);
        await PutAsync("""{"level":"Error","ms":30,"route":"/pay"}""", """{"ms":10,"route":"/pay"}""", """{"ms":20,"route":"/pay"}""");
        _time.Advance(TimeSpan.FromMinutes(1));
        await PutAsync("""{"ms":1,"route":"/pay"}""");
        await _backend.SendAsync();

        _backend.Server.GetStatus().Series.Select(
            static series => $"{series.Name} {string.Join(',', series.Dimensions.Values)} {series.SampleCount} {series.Sum}")
            .Should().Equal("Errors  2 1", "SlowMs /pay 2 50");
        JsonElement described = await CallAsync("DescribeMetricFilters", """{"logGroupName":"/shop"}""");
        described.GetProperty("metricFilters").EnumerateArray().Select(static filter => filter.GetProperty("filterName").GetString())
            .Should().Equal("errors", "slow");
        (await CallAsync("DescribeLogGroups", "{}")).GetProperty("logGroups")[0].GetProperty("metricFilterCount").GetInt64().Should().Be(2);
        (await CallAsync("TestMetricFilter", """{"filterPattern":"{ $.ms > 15 }","logEventMessages":["{\"ms\":1}","{\"ms\":16}"]}"""))
            .GetProperty("matches").EnumerateArray().Select(static match => match.GetProperty("eventNumber").GetInt64()).Should().Equal(2);
    }

    [Theory]
    [InlineData(
        "[ip, user, time, request, status, ]",
        "1.2.3.4 ann [now] \"GET /\" 200 7",
        "$ip=1.2.3.4 $user=ann $time=now $request=GET / $status=200 $6=7")]
    [InlineData("{ $.ms > 1 && ($.a[\"b c\"] = x* || $.a.none IS NULL) }", "{\"ms\":16,\"a\":{\"b c\":\"xy\"}}", "$.ms=16 $.a[\"b c\"]=xy")]
    [InlineData("GET", "GET /", "")]
    public async Task A_test_of_a_metric_filter_tells_what_it_reads(string pattern, string message, string expected)
    {
        JsonElement tested = await CallAsync(
            "TestMetricFilter", JsonSerializer.Serialize(new { filterPattern = pattern, logEventMessages = new[] { message } }));

        string.Join(' ', tested.GetProperty("matches")[0].GetProperty("extractedValues").EnumerateObject()
            .Select(static value => $"{value.Name}={value.Value.GetString()}")).Should().Be(expected);
    }

    [Theory]
    [InlineData("PutMetricFilter", """
        {"logGroupName":"/shop","filterName":"a","filterPattern":"ERROR",
         "metricTransformations":[{"metricName":"N","metricNamespace":"S","metricValue":"1","dimensions":{"d":"$.d"} }]}
        """, "this pattern names neither")]
    [InlineData("DescribeMetricFilters", """{"metricName":"N"}""", "must be given together")]
    public async Task What_a_metric_filter_cannot_be_asked_is_refused(string operation, string input, string message)
    {
        await PutAsync("one");

        (int status, JsonElement body) = await _backend.CallAsync("Logs_20140328." + operation, input);

        status.Should().Be(400);
        body.GetProperty("message").GetString().Should().Contain(message);
    }

    [Fact]
    public async Task Retention_is_told_and_kept()
    {
        await PutAsync("old");
        await CallAsync("PutRetentionPolicy", """{"logGroupName":"/shop","retentionInDays":3}""");
        (int odd, _) = await _backend.CallAsync("Logs_20140328.PutRetentionPolicy", """{"logGroupName":"/shop","retentionInDays":2}""");
        _time.Advance(TimeSpan.FromDays(4));
        await PutAsync("new");
        await _backend.SendAsync();

        odd.Should().Be(400);
        (await CallAsync("DescribeLogGroups", "{}")).GetProperty("logGroups")[0].GetProperty("retentionInDays").GetInt64().Should().Be(3);
        await Eventually.PassAsync(async () =>
            (await CallAsync("FilterLogEvents", """{"logGroupName":"/shop"}""")).GetProperty("events").EnumerateArray()
            .Select(static item => item.GetProperty("message").GetString()).Should().Equal("new"));
        _backend.Server.GetStatus().StoredLogEvents.Should().Be(1);
    }

    [Fact]
    public async Task A_deleted_group_takes_everything_with_it()
    {
        await PutAsync("one");
        await CallAsync("PutMetricFilter", """
            {"logGroupName":"/shop","filterName":"all","filterPattern":"","metricTransformations":[{"metricName":"N","metricNamespace":"Shop","metricValue":"1"}]}
            """);
        JsonElement tags = await CallAsync(
            "ListTagsForResource", """{"resourceArn":"arn:aws:logs:us-east-1:000000000000:log-group:/shop"}""");
        await CallAsync("DeleteLogGroup", """{"logGroupName":"/shop"}""");
        await CallAsync("CreateLogGroup", """{"logGroupName":"/shop"}""");

        tags.GetProperty("tags").GetProperty("team").GetString().Should().Be("pay");
        (await CallAsync("DescribeMetricFilters", "{}")).GetProperty("metricFilters").GetArrayLength().Should().Be(0);
        (await CallAsync("DescribeLogStreams", """{"logGroupName":"/shop"}""")).GetProperty("logStreams").GetArrayLength().Should().Be(0);
        (await CallAsync("ListTagsLogGroup", """{"logGroupName":"/shop"}""")).GetProperty("tags").EnumerateObject().Should().BeEmpty();
        _backend.Server.GetStatus().StoredLogEvents.Should().Be(0);
    }

    [Fact]
    public async Task Events_are_filtered_by_pattern_page_by_page()
    {
        await PutAsync([.. Enumerable.Range(0, 30).Select(static n => $$"""{"n":{{n}}}""")]);

        JsonElement first = await CallAsync(
            "FilterLogEvents", """{"logGroupName":"/shop","filterPattern":"{ $.n >= 10 && $.n < 15 }","limit":3}""");
        JsonElement second = await CallAsync("FilterLogEvents", $$"""
            {"logGroupName":"/shop","filterPattern":"{ $.n >= 10 && $.n < 15 }","limit":3,"nextToken":"{{first.GetProperty("nextToken").GetString()}}"}
            """);

        first.GetProperty("events").GetArrayLength().Should().Be(3);
        second.GetProperty("events").EnumerateArray().Select(static item => item.GetProperty("message").GetString()).Should()
            .Equal("{\"n\":13}", "{\"n\":14}");
        second.TryGetProperty("nextToken", out _).Should().BeFalse();
    }

    private async Task PutAsync(params string[] messages)
    {
        IEnumerable<string> events = messages.Select(
            message => $$"""{"timestamp":{{Now}},"message":{{JsonSerializer.Serialize(message)}}}""");
        await CallAsync("PutLogEvents", $$"""{"logGroupName":"/shop","logStreamName":"one","logEvents":[{{string.Join(',', events)}}]}""");
    }

    private async Task<JsonElement> CallAsync(string operation, string json)
    {
        (int status, JsonElement body) = await _backend.CallAsync("Logs_20140328." + operation, json);
        status.Should().Be(200, body.ToString());
        return body;
    }

    private Task<(int Status, JsonElement Body)> StartAsync(string query, string group) => _backend.CallAsync("Logs_20140328.StartQuery", $$"""
        {"startTime":{{(Now / 1000) - 600}},"endTime":{{(Now / 1000) + 600}},"logGroupNames":["{{group}}"],"queryString":{{JsonSerializer.Serialize(query)}}}
        """);

    private async Task<JsonElement> QueryAsync(string query)
    {
        (int status, JsonElement started) = await StartAsync(query, "/shop");
        status.Should().Be(200, started.ToString());
        string id = started.GetProperty("queryId").GetString()!;
        return await Eventually.GetAsync(
            () => CallAsync("GetQueryResults", $$"""{"queryId":"{{id}}"}"""), static body => body.GetProperty("status")
                .GetString() != "Running");
    }

    private static IEnumerable<string> Values(JsonElement result) => result.GetProperty("results").EnumerateArray().Select(static row =>
        string.Join(
            ' ',
            row.EnumerateArray().Select(
                static field => $"{field.GetProperty("field").GetString()}={field.GetProperty("value").GetString()}")));
}
