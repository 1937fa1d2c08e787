using System.Globalization;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>The real aws CLI. CloudWatch is asked by every one on the PATH: the Debian one speaks Query and XML, newer ones JSON.</summary>
public sealed class AwsCliTests
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [RequiresToolFact("aws")]
    public async Task A_metric_comes_back_with_its_true_percentiles_and_an_expression_that_gives_no_series_is_refused_in_words()
    {
        foreach (string program in AwsCli.FindPrograms())
        {
            await using LocalBackend backend = await LocalBackend.StartAsync();
            var aws = new AwsCli(program, backend.Server.HttpAddress);
            await aws.RunAsync("cloudwatch", "put-metric-data", "--namespace", "Obs", "--metric-data", $$"""
                [{"MetricName":"Latency","Unit":"Milliseconds","Timestamp":"{{At(0)}}","Values":[1.5,20,300],"Counts":[90,9,1],
                "Dimensions":[{"Name":"Service","Value":"shop"},{"Name":"Environment","Value":"Test"}]}]
                """);

            JsonElement statistics = await aws.RunAsync(
                "cloudwatch", "get-metric-statistics", "--namespace", "Obs", "--metric-name", "Latency", "--start-time", At(-300),
                "--end-time", At(300),
                "--period", "3600", "--extended-statistics", "p50", "p95", "p99.5",
                "--dimensions", "Name=Environment,Value=Test", "Name=Service,Value=shop");

            JsonElement point = statistics.GetProperty("Datapoints").EnumerateArray().Should().ContainSingle().Subject;
            point.GetProperty("ExtendedStatistics").EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetDouble())
                .Should().BeEquivalentTo(new Dictionary<string, double> { ["p50"] = 1.5, ["p95"] = 20, ["p99.5"] = 300 });

            JsonElement metrics = await aws.RunAsync("cloudwatch", "list-metrics", "--namespace", "Obs");
            metrics.GetProperty("Metrics")[0].GetProperty("MetricName").GetString().Should().Be("Latency");

            (int code, _, string error) =
                await aws.TryRunAsync("cloudwatch", "get-metric-data", "--start-time", At(-300), "--end-time", At(300),
                "--metric-data-queries", """[{"Id":"e1","Expression":"1+1"}]""");
            code.Should().NotBe(0);
            error.Should().Contain("the result must be a time series");
        }
    }

    [RequiresToolFact("aws")]
    public async Task Log_events_come_back_and_a_missing_group_is_named_as_AWS_names_it()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        var aws = new AwsCli(AwsCli.FindPrograms()[0], backend.Server.HttpAddress);
        await backend.CallAsync("Logs_20140328.CreateLogGroup", """{"logGroupName":"/shop"}""");
        await backend.CallAsync("Logs_20140328.CreateLogStream", """{"logGroupName":"/shop","logStreamName":"one"}""");
        await aws.RunAsync("logs", "put-log-events", "--log-group-name", "/shop", "--log-stream-name", "one",
            "--log-events", $$"""[{"timestamp":{{_now.ToUnixTimeMilliseconds()}},"message":"card declined"}]""");

        JsonElement found = await aws.RunAsync("logs", "filter-log-events", "--log-group-name", "/shop", "--filter-pattern", "declined");
        (int code, _, string error) = await aws.TryRunAsync(
            "logs", "get-log-events", "--log-group-name", "/none", "--log-stream-name", "one");

        found.GetProperty("events")[0].GetProperty("message").GetString().Should().Be("card declined");
        code.Should().NotBe(0);
        error.Should().Contain("ResourceNotFoundException");
    }

    [RequiresToolFact("aws")]
    public async Task Traces_and_the_service_graph_come_back()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        var aws = new AwsCli(AwsCli.FindPrograms()[0], backend.Server.HttpAddress);
        string start = _now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await aws.RunAsync("xray", "put-trace-segments", "--trace-segment-documents", $$"""
            {"trace_id":"{{SegmentText.Trace}}","id":"00000000000000a1","name":"shop","start_time":{{start}},"end_time":{{start}}.25,"annotations":{"plan":"gold"} }
            """);

        JsonElement summaries = await aws.RunAsync("xray", "get-trace-summaries", "--start-time", At(-300), "--end-time", At(300));
        JsonElement graph = await aws.RunAsync("xray", "get-service-graph", "--start-time", At(-300), "--end-time", At(300));
        JsonElement traces = await aws.RunAsync("xray", "batch-get-traces", "--trace-ids", SegmentText.Trace);

        summaries.GetProperty("TraceSummaries")[0].GetProperty("ResponseTime").GetDouble().Should().BeApproximately(0.25, 1e-6);
        graph.GetProperty("Services").EnumerateArray().Select(static service => service.GetProperty("Name").GetString()).Should()
            .Equal("shop", "shop");
        traces.GetProperty("Traces")[0].GetProperty("Segments").GetArrayLength().Should().Be(1);
    }

    [RequiresToolFact("aws")]
    public async Task Alarms_dashboards_and_metric_math_come_back_in_the_protocol_of_each_CLI()
    {
        foreach (string program in AwsCli.FindPrograms())
        {
            await using LocalBackend backend = await LocalBackend.StartAsync();
            var aws = new AwsCli(program, backend.Server.HttpAddress);
            await aws.RunAsync(
                "cloudwatch", "put-metric-data", "--namespace", "Shop", "--metric-name", "Faults", "--value", "3", "--timestamp", At(0));
            await aws.RunAsync("cloudwatch", "put-metric-alarm", "--alarm-name", "faults", "--namespace", "Shop", "--metric-name", "Faults",
            "--statistic", "Sum",
                "--period", "60", "--evaluation-periods", "1", "--threshold", "2.5", "--comparison-operator", "GreaterThanThreshold",
                "--tags", "Key=team,Value=pay");
            await aws.RunAsync("cloudwatch", "put-composite-alarm", "--alarm-name", "page", "--alarm-rule", "ALARM(faults) OR FALSE");
            await aws.RunAsync("cloudwatch", "put-dashboard", "--dashboard-name", "shop", "--dashboard-body", """{"widgets":[]}""");

            JsonElement data = await aws.RunAsync("cloudwatch", "get-metric-data", "--start-time", At(-300), "--end-time", At(300), "--metric-data-queries", """
                [{"Id":"e1","Expression":"m1 * 2","Label":"double ${LAST}"},
                {"Id":"m1","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"Shop","MetricName":"Faults"},"Period":60,"Stat":"Sum"} }]
                """);
            JsonElement alarms = await aws.RunAsync("cloudwatch", "describe-alarms", "--alarm-types", "MetricAlarm", "CompositeAlarm");
            JsonElement dashboard = await aws.RunAsync("cloudwatch", "get-dashboard", "--dashboard-name", "shop");
            (int code, _, string error) = await aws.TryRunAsync("cloudwatch", "get-dashboard", "--dashboard-name", "none");

            data.GetProperty("MetricDataResults")[0].GetProperty("Values")[0].GetDouble().Should().Be(6);
            data.GetProperty("MetricDataResults")[0].GetProperty("Label").GetString().Should().Be("double 6");
            alarms.GetProperty("MetricAlarms")[0].GetProperty("Threshold").GetDouble().Should().Be(2.5);
            alarms.GetProperty("CompositeAlarms")[0].GetProperty("AlarmRule").GetString().Should().Be("ALARM(faults) OR FALSE");
            dashboard.GetProperty("DashboardBody").GetString().Should().Be("""{"widgets":[]}""");
            code.Should().NotBe(0);
            error.Should().Contain("ResourceNotFound");
        }
    }

    private string At(int seconds) => _now.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
