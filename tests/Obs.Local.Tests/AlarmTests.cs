using System.Globalization;
using System.Text.Json;
using Obs.Local.Alarms;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Alarms that evaluate: by the service's table of missing data, by time, by rule.</summary>
public sealed class AlarmTests
{
    // 0 does not breach, X does, - is missing; the newest last. From the service's guide to missing data.
    [Theory]
    [InlineData(3, 3, "0-X-X", MissingData.Missing, "OK")]
    [InlineData(3, 3, "----0", MissingData.Missing, "OK")]
    [InlineData(3, 3, "-----", MissingData.Missing, "INSUFFICIENT_DATA")]
    [InlineData(3, 3, "-----", MissingData.Ignore, "retained")]
    [InlineData(3, 3, "-----", MissingData.Breaching, "ALARM")]
    [InlineData(3, 3, "-----", MissingData.NotBreaching, "OK")]
    [InlineData(3, 3, "0XX-X", MissingData.Missing, "ALARM")]
    [InlineData(3, 3, "--X--", MissingData.Missing, "ALARM")]
    [InlineData(3, 3, "--X--", MissingData.Ignore, "retained")]
    [InlineData(3, 3, "--X--", MissingData.Breaching, "ALARM")]
    [InlineData(3, 3, "--X--", MissingData.NotBreaching, "OK")]
    [InlineData(3, 3, "----X", MissingData.Missing, "retained")]
    [InlineData(3, 3, "---X-", MissingData.Missing, "retained")]
    [InlineData(3, 3, "---XX", MissingData.Missing, "retained")]
    [InlineData(3, 3, "--XX-", MissingData.Missing, "ALARM")]
    [InlineData(3, 3, "-X--X", MissingData.Missing, "ALARM")]
    [InlineData(3, 3, "--X0-", MissingData.Missing, "OK")]
    [InlineData(3, 3, "----X", MissingData.Breaching, "ALARM")]
    [InlineData(1, 1, "--X", MissingData.Missing, "ALARM")]
    [InlineData(1, 1, "X--", MissingData.Missing, "ALARM")]
    [InlineData(3, 1, "----X", MissingData.Missing, "ALARM")]
    [InlineData(3, 2, "----X", MissingData.Missing, "retained")]
    [InlineData(3, 2, "----X", MissingData.Ignore, "retained")]
    [InlineData(3, 2, "0---X", MissingData.Missing, "OK")]
    [InlineData(3, 2, "---XX", MissingData.NotBreaching, "ALARM")]
    [InlineData(3, 2, "0-X-X", MissingData.NotBreaching, "ALARM")]
    [InlineData(3, 2, "00X0X", MissingData.Missing, "ALARM")]
    [InlineData(3, 2, "0-X--", MissingData.Missing, "OK")]
    [InlineData(3, 2, "0-X--", MissingData.Ignore, "OK")]
    [InlineData(3, 2, "0-X--", MissingData.Breaching, "ALARM")]
    [InlineData(3, 2, "0-X--", MissingData.NotBreaching, "OK")]
    [InlineData(3, 2, "----0", MissingData.Breaching, "ALARM")]
    [InlineData(3, 2, "---X-", MissingData.Missing, "ALARM")]
    [InlineData(3, 2, "---X-", MissingData.Ignore, "retained")]
    [InlineData(3, 2, "---X-", MissingData.NotBreaching, "OK")]
    public void Missing_data_count_as_the_alarm_says(int periods, int needed, string values, object missing, string expected)
    {
        var alarm = new MetricAlarm
        {
            Name = "a",
            Queries = [],
            Period = 60_000,
            EvaluationPeriods = periods,
            DatapointsToAlarm = needed,
            Threshold = 0.5,
            Breaches = static (value, threshold) => value > threshold,
            Missing = (MissingData)missing,
        };
        double?[] points = [.. values.Select(static c => c switch { '0' => (double?)0, 'X' => 1, _ => null })];

        AlarmState[] states = [alarm.Decide(points, AlarmState.Ok), alarm.Decide(points, AlarmState.Alarm)];

        (states[0] == states[1] ? AlarmStates.Word(states[0]) : "retained").Should().Be(expected);
    }

    [Theory]
    [InlineData("ALARM(a)", true)]
    [InlineData("ALARM(\"a\") AND OK(b)", true)]
    [InlineData("ALARM(b) OR NOT OK(b)", false)]
    [InlineData("(ALARM(a) AND ALARM(b)) OR INSUFFICIENT_DATA('c')", true)]
    [InlineData("not (alarm(b) or false) and true", true)]
    [InlineData("ALARM(arn:aws:cloudwatch:us-east-1:000000000000:alarm:a)", true)]
    [InlineData("ALARM(none) OR OK(none)", false)]
    [InlineData("AT_LEAST(1, ALARM, (a, b, c))", true)]
    [InlineData("AT_LEAST(2, ALARM, (\"a\", \"b\", \"c\"))", false)]
    [InlineData("at_least(2, not ok, (a, b, c)) AND TRUE", true)]
    [InlineData("AT_LEAST(50%, OK, (a, b))", true)]
    [InlineData("AT_LEAST(67%, NOT ALARM, (a, b, c))", false)]
    [InlineData("AT_LEAST(1, NOT OK, (none))", false)]
    public void A_rule_is_true_of_the_states_it_names(string rule, bool expected) => CompositeRule.Parse(rule)
        .Holds(static name => name switch { "a" => AlarmState.Alarm, "b" => AlarmState.Ok, "c" => AlarmState.InsufficientData, _ => null })
        .Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("ALARM")]
    [InlineData("ALARM()")]
    [InlineData("ALARM(a")]
    [InlineData("ALARM(a) OK(b)")]
    [InlineData("ALARMS(a)")]
    [InlineData("NOT")]
    [InlineData("AT_LEAST(0, ALARM, (a))")]
    [InlineData("AT_LEAST(101%, ALARM, (a))")]
    [InlineData("AT_LEAST(1, TRUE, (a))")]
    [InlineData("AT_LEAST(1, ALARM, a)")]
    [InlineData("AT_LEAST(1, ALARM, ())")]
    public void What_is_no_rule_is_refused(string rule)
    {
        Action parse = () => CompositeRule.Parse(rule);

        parse.Should().Throw<FormatException>().WithMessage("AlarmRule is not valid: expected *");
    }

    [Fact]
    public async Task Alarms_rise_and_fall_with_what_arrives_and_others_follow_them()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2024, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await using LocalBackend backend = await LocalBackend.StartAsync(time);
        await PutAsync(backend, "PutMetricAlarm", """
            {"AlarmName":"faults","Namespace":"Shop","MetricName":"Faults","Statistic":"Sum","Period":60,"EvaluationPeriods":2,"DatapointsToAlarm":1,
             "Threshold":5,"ComparisonOperator":"GreaterThanThreshold","TreatMissingData":"notBreaching","Tags":[{"Key":"team","Value":"pay"}]}
            """);
        await PutAsync(backend, "PutMetricAlarm", """
            {"AlarmName":"ratio","EvaluationPeriods":1,"Threshold":0.1,"ComparisonOperator":"GreaterThanOrEqualToThreshold","Metrics":[
             {"Id":"e1","Expression":"IF(r > 0, FILL(f, 0) / r, 0)"},
             {"Id":"f","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"Shop","MetricName":"Faults"},"Period":60,"Stat":"Sum"} },
             {"Id":"r","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"Shop","MetricName":"Requests"},"Period":60,"Stat":"Sum"} }]}
            """);
        await PutAsync(backend, "PutCompositeAlarm", """{"AlarmName":"page","AlarmRule":"ALARM(faults) AND ALARM(\"ratio\")"}""");

        await PutDataAsync(backend, time, faults: 9, requests: 10);
        await StatesAsync(backend, time, "faults=ALARM page=ALARM ratio=ALARM");
        await PutDataAsync(backend, time, faults: 0, requests: 10);
        await PutDataAsync(backend, time, faults: 0, requests: 10);
        await StatesAsync(backend, time, "faults=OK page=OK ratio=OK");

        JsonElement history = await PutAsync(backend, "DescribeAlarmHistory", """{"AlarmName":"page","HistoryItemType":"StateUpdate"}""");
        history.GetProperty("AlarmHistoryItems").EnumerateArray().Select(static item => item.GetProperty("HistorySummary").GetString())
            .Should().StartWith(["Alarm updated from ALARM to OK"]).And.Contain("Alarm updated from OK to ALARM");
        JsonElement tags = await PutAsync(
            backend, "ListTagsForResource", """{"ResourceARN":"arn:aws:cloudwatch:us-east-1:000000000000:alarm:faults"}""");
        tags.GetProperty("Tags")[0].GetProperty("Key").GetString().Should().Be("team");
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        JsonElement replay = await backend.GetAsync($"alarms/replay?name=faults&from={now - 600_000}&to={now}");
        replay.GetProperty("changes").EnumerateArray().Select(static change => change.GetProperty("state").GetString()).Should()
            .Equal("OK", "ALARM", "OK");
    }

    [Fact]
    public async Task A_state_can_be_set_actions_switched_and_alarms_deleted()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        await PutAsync(backend, "PutMetricAlarm", """
            {"AlarmName":"a","Namespace":"Shop","MetricName":"Latency","ExtendedStatistic":"p99","Period":60,"EvaluationPeriods":1,"Threshold":300,
             "ComparisonOperator":"GreaterThanThreshold","Dimensions":[{"Name":"Service","Value":"shop"}],"AlarmActions":["arn:aws:sns:us-east-1:1:page"]}
            """);

        await PutAsync(backend, "SetAlarmState", """{"AlarmName":"a","StateValue":"ALARM","StateReason":"drill"}""");
        await PutAsync(backend, "DisableAlarmActions", """{"AlarmNames":["a"]}""");
        JsonElement alarm = (await PutAsync(backend, "DescribeAlarms", """{"AlarmNames":["a"]}""")).GetProperty("MetricAlarms")[0];
        JsonElement ofMetric = await PutAsync(backend, "DescribeAlarmsForMetric", """
            {"Namespace":"Shop","MetricName":"Latency","Dimensions":[{"Name":"Service","Value":"shop"}]}
            """);
        JsonElement page = await backend.GetAsync("alarms");
        await PutAsync(backend, "DeleteAlarms", """{"AlarmNames":["a"]}""");
        (int missing, _) = await backend.CallAsync(
            "GraniteServiceVersion20100801.SetAlarmState", """{"AlarmName":"a","StateValue":"OK","StateReason":"x"}""");

        alarm.GetProperty("StateValue").GetString().Should().Be("ALARM");
        alarm.GetProperty("StateReason").GetString().Should().Be("drill");
        alarm.GetProperty("ActionsEnabled").GetBoolean().Should().BeFalse();
        alarm.GetProperty("ExtendedStatistic").GetString().Should().Be("p99");
        ofMetric.GetProperty("MetricAlarms").GetArrayLength().Should().Be(1);
        page.GetProperty("alarms")[0].GetProperty("state").GetString().Should().Be("ALARM");
        missing.Should().Be(404);
    }

    [Theory]
    [InlineData("\"Period\":60", "\"Period\":90", "Period must be")]
    [InlineData("\"EvaluationPeriods\":1", "\"EvaluationPeriods\":2000", "cannot be checked across more than 86400 seconds")]
    [InlineData("\"EvaluationPeriods\":1", "\"EvaluationPeriods\":1,\"DatapointsToAlarm\":2", "DatapointsToAlarm")]
    [InlineData("\"Statistic\":\"Sum\",", "", "Statistic and ExtendedStatistic")]
    [InlineData("GreaterThanThreshold", "GreaterThanUpperThreshold", "fixed threshold")]
    [InlineData("\"Threshold\":5,", "", "Threshold")]
    [InlineData("\"Threshold\":5,", "\"Threshold\":5,\"TreatMissingData\":\"maybe\",", "TreatMissingData")]
    [InlineData("\"Threshold\":5,", "\"Threshold\":5,\"EvaluateLowSampleCountPercentile\":\"maybe\",", "must be evaluate or ignore")]
    [InlineData("\"MetricName\":\"Faults\",\"Namespace\":\"Shop\",\"Statistic\":\"Sum\",\"Period\":60",
        "\"Metrics\":[{\"Id\":\"e1\",\"Expression\":\"nobody * 2\",\"Period\":60}]", "'nobody' is not defined")]
    [InlineData("\"MetricName\":\"Faults\",\"Namespace\":\"Shop\",\"Statistic\":\"Sum\",\"Period\":60",
        "\"Metrics\":[{\"Id\":\"e1\",\"Expression\":\"SUM(SEARCH('x','Sum',60))\"}]", "SEARCH is not supported")]
    public async Task An_alarm_that_cannot_be_is_refused(string from, string to, string message)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        string alarm = """
            {"AlarmName":"a","MetricName":"Faults","Namespace":"Shop","Statistic":"Sum","Period":60,"EvaluationPeriods":1,"Threshold":5,
             "ComparisonOperator":"GreaterThanThreshold"}
            """;

        (int status, JsonElement body) = await backend.CallAsync(
            "GraniteServiceVersion20100801.PutMetricAlarm", alarm.Replace(from, to, StringComparison.Ordinal));

        status.Should().Be(400);
        body.GetProperty("message").GetString().Should().Contain(message);
    }

    [Theory]
    [InlineData("evaluate", 1, "ALARM")]
    [InlineData("ignore", 999, "INSUFFICIENT_DATA")]
    [InlineData("ignore", 1_000, "ALARM")]
    public async Task A_percentile_of_few_samples_is_evaluated_or_ignored_as_the_alarm_says(string few, int samples, string expected)
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2024, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await using LocalBackend backend = await LocalBackend.StartAsync(time);
        await PutAsync(backend, "PutMetricAlarm", $$"""
            {"AlarmName":"slow","Namespace":"Shop","MetricName":"Latency","ExtendedStatistic":"p99","Period":60,"EvaluationPeriods":1,"Threshold":5,
             "ComparisonOperator":"GreaterThanThreshold","EvaluateLowSampleCountPercentile":"{{few}}"}
            """);
        await PutAsync(backend, "PutMetricAlarm", """
            {"AlarmName":"other","Namespace":"Shop","MetricName":"Latency","Statistic":"Maximum","Period":60,"EvaluationPeriods":1,"Threshold":5,
             "ComparisonOperator":"GreaterThanThreshold"}
            """);
        await PutAsync(backend, "PutMetricData", $$"""
            {"Namespace":"Shop","MetricData":[{"MetricName":"Latency","Timestamp":{{time.GetUtcNow().ToUnixTimeSeconds()}},"Values":[9],"Counts":[{{samples}}]}]}
            """);
        time.Advance(TimeSpan.FromMinutes(1));

        await StatesAsync(backend, time, $"other=ALARM slow={expected}");
    }

    [Fact]
    public async Task Alarms_that_wait_for_each_other_keep_their_states()
    {
        var time = new ManualTimeProvider();
        await using LocalBackend backend = await LocalBackend.StartAsync(time);
        await PutAsync(backend, "PutCompositeAlarm", """{"AlarmName":"a","AlarmRule":"TRUE"}""");
        await PutAsync(backend, "PutCompositeAlarm", """{"AlarmName":"b","AlarmRule":"NOT ALARM(a)"}""");
        await PutAsync(backend, "PutCompositeAlarm", """{"AlarmName":"a","AlarmRule":"ALARM(b)"}""");
        await PutAsync(backend, "PutCompositeAlarm", """{"AlarmName":"c","AlarmRule":"ALARM(a) OR TRUE"}""");

        await StatesAsync(backend, time, "a=INSUFFICIENT_DATA b=INSUFFICIENT_DATA c=ALARM");
    }

    [Fact]
    public async Task Actions_are_suppressed_while_the_suppressor_is_in_alarm_and_for_the_periods_around_it()
    {
        var time = new ManualTimeProvider();
        await using LocalBackend backend = await LocalBackend.StartAsync(time);
        await PutAsync(backend, "PutCompositeAlarm", """{"AlarmName":"maintenance","AlarmRule":"FALSE"}""");
        await PutAsync(backend, "PutCompositeAlarm", """
            {"AlarmName":"page","AlarmRule":"TRUE","ActionsSuppressor":"maintenance",
             "ActionsSuppressorWaitPeriod":60,"ActionsSuppressorExtensionPeriod":120}
            """);
        List<string?> seen = [];

        await SetAsync("page", "ALARM");
        await SetAsync("maintenance", "ALARM");
        await SetAsync("maintenance", "OK");
        time.Advance(TimeSpan.FromSeconds(121));
        seen.Add(await SuppressedByAsync());

        seen.Should().Equal("WaitPeriod", "Alarm", "ExtensionPeriod", null);

        async Task SetAsync(string name, string state)
        {
            await PutAsync(backend, "SetAlarmState", $$"""{"AlarmName":"{{name}}","StateValue":"{{state}}","StateReason":"drill"}""");
            seen.Add(await SuppressedByAsync());
        }

        async Task<string?> SuppressedByAsync() =>
            (await PutAsync(backend, "DescribeAlarms", """{"AlarmNames":["page"],"AlarmTypes":["CompositeAlarm"]}"""))
                .GetProperty("CompositeAlarms")[0].TryGetProperty("ActionsSuppressedBy", out JsonElement by) ? by.GetString() : null;
    }

    [Theory]
    [InlineData("\"ActionsSuppressor\":\"a\"", "ActionsSuppressorWaitPeriod is required")]
    [InlineData(
        "\"ActionsSuppressor\":\"no\",\"ActionsSuppressorWaitPeriod\":1,\"ActionsSuppressorExtensionPeriod\":1", "does not exist: no")]
    [InlineData("\"ActionsSuppressorWaitPeriod\":1", "only for an alarm with an ActionsSuppressor")]
    public async Task A_suppressor_is_an_alarm_with_both_periods(string suppressor, string message)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (int status, JsonElement body) = await backend.CallAsync(
            "GraniteServiceVersion20100801.PutCompositeAlarm", $$"""{"AlarmName":"a","AlarmRule":"TRUE",{{suppressor}}}""");

        status.Should().Be(400);
        body.GetProperty("message").GetString().Should().Contain(message);
    }

    private static async Task<JsonElement> PutAsync(LocalBackend backend, string operation, string json)
    {
        (int status, JsonElement body) = await backend.CallAsync("GraniteServiceVersion20100801." + operation, json);
        status.Should().Be(200, body.ToString());
        return body;
    }

    private static async Task PutDataAsync(LocalBackend backend, ManualTimeProvider time, double faults, double requests)
    {
        string at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await PutAsync(backend, "PutMetricData", $$"""
            {"Namespace":"Shop","MetricData":[{"MetricName":"Faults","Timestamp":{{at}},"Value":{{faults}}},{"MetricName":"Requests","Timestamp":{{at}},"Value":{{requests}}}]}
            """);
        time.Advance(TimeSpan.FromMinutes(1));
    }

    private static Task StatesAsync(LocalBackend backend, ManualTimeProvider time, string expected) => Eventually.PassAsync(async () =>
    {
        // The clock goes on in steps too small to end a period, so that the next round of evaluation comes.
        time.Advance(TimeSpan.FromMilliseconds(100));
        JsonElement page = await backend.GetAsync("alarms");
        string.Join(' ', page.GetProperty("alarms").EnumerateArray().Select(static alarm =>
            $"{alarm.GetProperty("name").GetString()}={alarm.GetProperty("state").GetString()}")).Should().Be(expected);
    });
}
