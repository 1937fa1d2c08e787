using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Requests that AWS refuses, over things that are there: an alarm and another that looks at it, a log group, a
/// dashboard.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const string CloudWatch = "GraniteServiceVersion20100801.";
    private const string Logs = "Logs_20140328.";

    private LocalBackend _backend = null!;

    public async Task InitializeAsync()
    {
        _backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        await _backend.CallAsync(CloudWatch + "PutMetricAlarm", Alarm("\"Statistic\":\"Sum\""));
        await _backend.CallAsync(CloudWatch + "PutCompositeAlarm", """{"AlarmName":"c","AlarmRule":"ALARM(a)"}""");
        await _backend.CallAsync(CloudWatch + "PutCompositeAlarm", """{"AlarmName":"d","AlarmRule":"TRUE"}""");
        await _backend.CallAsync(Logs + "CreateLogGroup", """{"logGroupName":"/g"}""");
        await _backend.CallAsync(Logs + "CreateLogGroup", """{"logGroupName":"/h"}""");
        await _backend.CallAsync(Logs + "CreateLogStream", """{"logGroupName":"/g","logStreamName":"s"}""");
    }

    public async Task DisposeAsync() => await _backend.DisposeAsync();

    [Theory]
    [InlineData("PutMetricData", """{"Namespace":":x","MetricData":[{"MetricName":"a","Value":1}]}""", "InvalidParameterValueException")]
    [InlineData("PutMetricAlarm", "\"Statistic\":\"p99\"", "ValidationException")]
    [InlineData("PutMetricAlarm", "\"ExtendedStatistic\":\"Sum\"", "ValidationException")]
    [InlineData("GetMetricStatistics", "\"Statistics\":[\"p99\"]", "ValidationException")]
    [InlineData("GetMetricStatistics", "\"ExtendedStatistics\":[\"Sum\"]", "ValidationException")]
    [InlineData("DescribeAlarms", """{"AlarmNames":["a"],"AlarmNamePrefix":"a"}""", "InvalidParameterCombinationException")]
    [InlineData("DescribeAlarms", """{"StateValue":"Alarm"}""", "InvalidParameterValueException")]
    [InlineData("DescribeAlarms", """{"AlarmTypes":["Metric"]}""", "InvalidParameterValueException")]
    [InlineData("DescribeAlarmHistory", """{"ScanBy":"Newest"}""", "InvalidParameterValueException")]
    [InlineData("DescribeAlarmHistory", """{"HistoryItemType":"Update"}""", "InvalidParameterValueException")]
    [InlineData("DescribeAlarmHistory", """{"AlarmTypes":["Metric"]}""", "InvalidParameterValueException")]
    [InlineData("DeleteAlarms", """{"AlarmNames":["a"]}""", "ValidationException")]
    [InlineData("DeleteAlarms", """{"AlarmNames":["c","d"]}""", "ValidationException")]
    [InlineData(
        "TagResource", """{"ResourceARN":"arn:aws:cloudwatch:us-east-1:000000000000:alarm:none","Tags":[]}""", "ResourceNotFoundException")]
    [InlineData("ListTagsForResource", """{"ResourceARN":"x"}""", "ResourceNotFoundException")]
    public async Task CloudWatch_refuses(string operation, string json, string error)
    {
        string body = json.StartsWith('{') ? json : operation == "PutMetricAlarm" ? Alarm(json) : Statistics(json);

        (int status, JsonElement answer) = await _backend.CallAsync(CloudWatch + operation, body);

        status.Should().BeInRange(400, 404);
        answer.GetProperty("__type").GetString().Should().EndWith(error, answer.ToString());
    }

    [Theory]
    [InlineData("DescribeLogGroups", """{"logGroupNamePrefix":"/","logGroupNamePattern":"g"}""", "InvalidParameterException")]
    [InlineData("DescribeLogGroups", """{"logGroupNamePrefix":"/","logGroupIdentifiers":["/g"]}""", "InvalidParameterException")]
    [InlineData(
        "FilterLogEvents", """{"logGroupName":"/g","logStreamNames":["s"],"logStreamNamePrefix":"s"}""", "InvalidParameterException")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/g","logStreamNames":["s","none"]}""", "ResourceNotFoundException")]
    [InlineData(
        "StartQuery", """{"logGroupName":"/g","logGroupNames":["/h"],"startTime":1,"endTime":2,"queryString":"limit 1"}""",
        "InvalidParameterException")]
    [InlineData("StartQuery", """{"logGroupName":"/g","startTime":3,"endTime":2,"queryString":"limit 1"}""", "InvalidParameterException")]
    [InlineData("DescribeQueries", """{"status":"Done"}""", "InvalidParameterException")]
    [InlineData(
        "TagResource", """{"resourceArn":"arn:aws:logs:us-east-1:000000000000:log-group:/none","tags":{}}""", "ResourceNotFoundException")]
    [InlineData("ListTagsLogGroup", """{"logGroupName":"/none"}""", "ResourceNotFoundException")]
    public async Task Logs_refuses(string operation, string json, string error)
    {
        (int status, JsonElement answer) = await _backend.CallAsync(Logs + operation, json);

        status.Should().Be(400);
        answer.GetProperty("__type").GetString().Should().Be(error, answer.ToString());
    }

    [Theory]
    [InlineData("UpdateSamplingRule", """{"SamplingRuleUpdate":{"RuleName":"Default","Host":"x"}}""", "InvalidRequestException")]
    [InlineData(
        "TagResource", """{"ResourceARN":"arn:aws:xray:us-east-1:000000000000:group/none/1","Tags":[]}""", "ResourceNotFoundException")]
    public async Task XRay_refuses(string path, string json, string error)
    {
        (int status, JsonElement answer) = await _backend.CallXRayAsync(path, json);

        status.Should().BeInRange(400, 404);
        answer.GetProperty("__type").GetString().Should().Be(error, answer.ToString());
    }

    [Fact]
    public async Task What_is_asked_for_by_name_is_that_and_nothing_wider()
    {
        (_, JsonElement groups) = await _backend.CallAsync(
            Logs + "DescribeLogGroups", """{"logGroupIdentifiers":["arn:aws:logs:us-east-1:000000000000:log-group:/h"]}""");
        (_, JsonElement history) = await _backend.CallAsync(CloudWatch + "DescribeAlarmHistory", """{"AlarmTypes":["CompositeAlarm"]}""");
        (int rule, JsonElement updated) = await _backend.CallXRayAsync(
            "UpdateSamplingRule", """{"SamplingRuleUpdate":{"RuleName":"Default","FixedRate":0.5}}""");

        groups.GetProperty("logGroups").EnumerateArray().Select(static group => group.GetProperty("logGroupName").GetString())
            .Should().Equal("/h");
        history.GetProperty("AlarmHistoryItems").EnumerateArray().Select(static item => item.GetProperty("AlarmName").GetString())
            .Should().BeEquivalentTo("c", "d");
        (rule, updated.GetProperty("SamplingRuleRecord").GetProperty("SamplingRule").GetProperty("FixedRate").GetDouble())
            .Should().Be((200, 0.5));
    }

    [Fact]
    public async Task An_alarm_goes_when_the_one_that_looks_at_it_goes_with_it_or_before_it()
    {
        (int together, _) = await _backend.CallAsync(CloudWatch + "DeleteAlarms", """{"AlarmNames":["a","c"]}""");

        together.Should().Be(200);
    }

    [Fact]
    public async Task The_default_group_takes_every_trace_and_an_unknown_one_none()
    {
        await _backend.SendSegmentsAsync(SegmentText.Segment("00000000000000a1", "shop"));

        (await CountAsync("Default")).Should().Be(1);
        (await CountAsync("Nobody")).Should().Be(0);

        async Task<int> CountAsync(string group) =>
            (await _backend.GetAsync($"traces?to=1704164700000&filter=group.name = \"{group}\"")).GetProperty("traces").GetArrayLength();
    }

    private static string Alarm(string statistic) => $$"""
        {"AlarmName":"a","Namespace":"N","MetricName":"M",{{statistic}},"Period":60,"EvaluationPeriods":1,"Threshold":1,
         "ComparisonOperator":"GreaterThanThreshold"}
        """;

    private static string Statistics(string statistic) =>
        $$"""{"Namespace":"N","MetricName":"M","StartTime":1704164000,"EndTime":1704164600,"Period":60,{{statistic}}}""";
}
