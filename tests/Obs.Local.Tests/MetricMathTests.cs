using System.Globalization;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Expressions over two metrics of three minutes, one of which has a gap.</summary>
public sealed class MetricMathTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2024, 1, 2, 3, 4, 0, TimeSpan.Zero));
    private LocalBackend _backend = null!;
    private long _start;

    public async Task InitializeAsync()
    {
        _backend = await LocalBackend.StartAsync(_time);
        _start = _time.GetUtcNow().ToUnixTimeSeconds();
        await PutAsync("Requests", "shop", 0, 10);
        await PutAsync("Requests", "shop", 1, 20);
        await PutAsync("Requests", "shop", 2, 40);
        await PutAsync("Requests", "pay", 0, 1);
        await PutAsync("Faults", "shop", 0, 1);
        await PutAsync("Faults", "shop", 2, 2);
        await CallAsync("PutMetricData", $$"""
            {"Namespace":"Shop","MetricData":[{"MetricName":"Latency","Timestamp":{{_start}},"Values":[10,20,100],"Counts":[8,1,1]}]}
            """);
    }

    public async Task DisposeAsync() => await _backend.DisposeAsync();

    [Theory]
    [InlineData("m1 + 1", "11 21 41")]
    [InlineData("m1 + f", "11 20 42")]
    [InlineData("100 * f / m1", "10 0 5")]
    [InlineData("m1 / f", "10 - 20")]
    [InlineData("-m1 ^ 2", "-100 -400 -1600")]
    [InlineData("2 ^ 3 ^ 2 * m1 / m1", "512 512 512")]
    [InlineData("(m1 - f) * 2", "18 40 76")]
    [InlineData("m1 > 15", "0 1 1")]
    [InlineData("m1 >= 20 AND m1 < 40 || m1 == 10", "1 1 0")]
    [InlineData("m1 != 20", "1 0 1")]
    [InlineData("m1 <= 20 && m1 >= 20", "0 1 0")]
    [InlineData("m1 > 5 OR m1 / 0 AND 0", "1 1 1")]
    [InlineData("1 + 2 * 3 ^ 2 - m1 / 10", "18 17 15")]
    [InlineData("m1 - f - 1", "8 19 37")]
    [InlineData("60 / m1 / 2", "3 1.5 0.75")]
    [InlineData("SUM([m1, f] * [f, m1])", "20 0 160")]
    [InlineData("m1 * 1e-1 + .5", "1.5 2.5 4.5")]
    [InlineData("IF(2 > 1, m1, f)", "10 20 40")]
    [InlineData("IF(1 > 2, m1, f)", "1 - 2")]
    [InlineData("IF(f, m1, 7)", "10 - 40")]
    [InlineData("IF(FILL(f, 0), m1, 7)", "10 7 40")]
    [InlineData("FILL(f, m1)", "1 20 2")]
    [InlineData("FILL(METRICS(\"f\"), 9)", "1 9 2")]
    [InlineData("STDDEV([m1, f])", "4.5 0 19")]
    [InlineData("AVG([m1, f])", "5.5 20 21")]
    [InlineData("m1 * 0 + STDDEV(m1)", "12.472191 12.472191 12.472191")]
    [InlineData("m1 * 0 + DATAPOINT_COUNT(m1)", "3 3 3")]
    [InlineData("DATAPOINT_COUNT([m1, f])", "2 1 2")]
    [InlineData("LOG(m1 / 10)", "0 0.693147 1.386294")]
    [InlineData("LOG(m1 - 10)", "- 2.302585 3.401197")]
    [InlineData("EPOCH(m1) - EPOCH(m1) + DATE(m1) + MONTH(m1) * 10 + DAY(m1) * 100", "212 212 212")]
    [InlineData("SUM(SLICE(SORT([m1, f], MAX, DESC), 0, 1))", "10 20 40")]
    [InlineData("SUM(SORT(METRICS(), AVG, ASC, 1))", "1 - 2")]
    [InlineData("SUM(SEARCH('{Shop,Service} MetricName=\"Requests\" NOT Service=\"pay\"', 'Sum', 60))", "10 20 40")]
    [InlineData("SUM(SEARCH('{Shop,Service} (Faults OR Requests) AND shop', 'SampleCount', 60))", "3 1 2")]
    [InlineData("IF(m1 > 15, m1, 0)", "0 20 40")]
    [InlineData("IF(m1 > 15, m1)", "- 20 40")]
    [InlineData("IF(m1 > 15, f, 7)", "7 - 2")]
    [InlineData("FILL(f, 0)", "1 0 2")]
    [InlineData("FILL(f, REPEAT)", "1 1 2")]
    [InlineData("FILL(f, LINEAR)", "1 1.5 2")]
    [InlineData("100 * (1 - FILL(f, 0) / m1)", "90 100 95")]
    [InlineData("RATE(m1)", "- 0.166667 0.333333")]
    [InlineData("DIFF(m1)", "- 10 20")]
    [InlineData("DIFF_TIME(m1)", "- 60 60")]
    [InlineData("RUNNING_SUM(m1)", "10 30 70")]
    [InlineData("m1 * SUM(m1)", "700 1400 2800")]
    [InlineData("m1 - AVG(m1)", "-13.333333 -3.333333 16.666667")]
    [InlineData("m1 / MAX(m1) + MIN(m1)", "10.25 10.5 11")]
    [InlineData("SUM([m1, f])", "11 20 42")]
    [InlineData("MAX([m1, f])", "10 20 40")]
    [InlineData("SUM(METRICS(\"m\"))", "10 20 40")]
    [InlineData("TIME_SERIES(METRIC_COUNT(METRICS()))", "2 2 2")]
    [InlineData("TIME_SERIES(DATAPOINT_COUNT(f))", "2 2 2")]
    [InlineData("m1 / PERIOD(m1)", "0.166667 0.333333 0.666667")]
    [InlineData("FIRST([m1, f])", "10 20 40")]
    [InlineData("LAST(SORT([m1, f], SUM, ASC))", "10 20 40")]
    [InlineData("SLICE([m1, f], 1)", "1 - 2")]
    [InlineData("ABS(0 - m1) + CEIL(f / 2) + FLOOR(m1 / 15)", "11 21 43")]
    [InlineData("LOG10(m1)", "1 1.30103 1.60206")]
    [InlineData("MINUTE(m1) + HOUR(m1) * 100 + YEAR(m1) * 0", "304 305 306")]
    [InlineData("SUM(SEARCH('{Shop,Service} MetricName=\"Requests\"', 'Sum', 60))", "11 20 40")]
    [InlineData("FIRST(SEARCH('{Shop,Service} requests NOT Service=pay', 'Sum', 60))", "10 20 40")]
    [InlineData("METRIC_COUNT(SEARCH('{Shop,Service} Service=(pay OR shop)', 'Sum', 60)) + m1 * 0", "3 3 3")]
    [InlineData("FIRST(REMOVE_EMPTY(SEARCH('Namespace=\"Shop\" MetricName=\"Faults\"', 'Maximum')))", "1 - 2")]
    public async Task An_expression_gives_what_CloudWatch_documents(string expression, string expected)
    {
        (int status, JsonElement body) = await GetAsync(expression);

        status.Should().Be(200, body.ToString());
        JsonElement result = body.GetProperty("MetricDataResults").EnumerateArray().Should().ContainSingle().Subject;
        Dictionary<double, double> points = result.GetProperty("Timestamps").EnumerateArray().Select(static time => time.GetDouble())
            .Zip(result.GetProperty("Values").EnumerateArray().Select(static value => value.GetDouble())).ToDictionary(
                static pair => pair.First, static pair => pair.Second);
        string.Join(' ', Enumerable.Range(0, 3).Select(minute => points.TryGetValue(_start + (60 * minute), out double value)
            ? Math.Round(value, 6).ToString(CultureInfo.InvariantCulture) : "-")).Should().Be(expected);
    }

    [Theory]
    [InlineData("m1 +", "expected a value, found the end")]
    [InlineData("m9 + 1", "the id 'm9' is not defined")]
    [InlineData("e1 + 1", "the expression 'e1' names itself")]
    [InlineData("SUM(m1)", "the result must be a time series")]
    [InlineData("NONE(m1)", "unknown function NONE")]
    [InlineData("m1 * PERIOD(SEARCH('{Nowhere} MetricName=x', 'Sum'))", "PERIOD needs at least one series")]
    [InlineData("FIRST(METRICS('none'))", "FIRST needs at least one series")]
    [InlineData("SLICE([m1, f], 2)", "SLICE has no series 2 of 2")]
    [InlineData("SORT([m1, f], SUM)", "argument 3 of SORT must be ASC or DESC")]
    [InlineData("SORT([m1, f], P99, ASC)", "the id 'P99' is not defined")]
    [InlineData("m1 + \"x\"", "a time series is needed")]
    [InlineData("m1 1", "expected an operator, found '1' at character 3")]
    [InlineData("(m1", "expected ')', found the end")]
    [InlineData("SUM([m1, 5])", "a time series is needed where there is a number")]
    [InlineData("TIME_SERIES(m1)", "a number is needed where there is a time series")]
    [InlineData("TIME_SERIES()", "TIME_SERIES takes 1 argument, found 0")]
    [InlineData("INSIGHT_RULE_METRIC(\"r\", \"Sum\")", "not supported by the local backend")]
    [InlineData("SERVICE_QUOTA(m1)", "not supported by the local backend")]
    [InlineData("SEARCH('x', 'median', 60)", "'median' is not a statistic")]
    [InlineData("SEARCH('x', 'Sum', 0)", "the period of SEARCH must be 1, 5, 10, 20, 30 or a multiple of 60; found 0")]
    [InlineData("SEARCH('x', 'Sum', 45)", "the period of SEARCH must be 1, 5, 10, 20, 30 or a multiple of 60; found 45")]
    [InlineData("SEARCH(m1, 'Sum')", "argument 1 of SEARCH must be a text in quotes")]
    [InlineData("1.2.3 + m1", "expected a value, found '1.2.3'")]
    [InlineData("5", "the result must be a time series")]
    [InlineData("", "expected a value, found the end")]
    [InlineData("ANOMALY_DETECTION_BAND(m1, 2)", "not supported by the local backend")]
    [InlineData("ABS(m1, f)", "ABS takes 1 argument, found 2")]
    [InlineData("FILL(m1, \"x\")", "argument 2 of FILL must be a number, a time series, REPEAT or LINEAR")]
    [InlineData("m1 ~ 2", "unexpected '~' at character 3")]
    [InlineData("SEARCH('{Shop', 'Sum', 60)", "a search whose schema has no }")]
    [InlineData("SORT([m1], MEDIAN, ASC)", "the id 'MEDIAN' is not defined")]
    public async Task What_cannot_be_computed_is_refused_by_its_id(string expression, string message)
    {
        (int status, JsonElement body) = await GetAsync(expression);

        status.Should().Be(400);
        body.GetProperty("__type").GetString().Should().EndWith("#ValidationException");
        body.GetProperty("message").GetString().Should().StartWith("Error in expression 'e1': ").And.Contain(message);
    }

    [Theory]
    [InlineData("p50", 10)]
    [InlineData("p99", 100)]
    [InlineData("tm90", 11.111111)]
    [InlineData("TM(:90%)", 11.111111)]
    [InlineData("TM(10:20)", 20)]
    [InlineData("TM(80%:90%)", 20)]
    [InlineData("tc90", 9)]
    [InlineData("TC(10:100)", 2)]
    [InlineData("ts90", 100)]
    [InlineData("TS(50:)", 100)]
    [InlineData("wm90", 12)]
    [InlineData("WM(:90%)", 12)]
    [InlineData("IQM", 10)]
    [InlineData("PR(:20)", 90)]
    [InlineData("PR(20:100)", 10)]
    [InlineData("SampleCount", 10)]
    [InlineData("Average", 20)]
    public async Task A_statistic_gives_what_CloudWatch_documents(string statistic, double expected)
    {
        (int status, JsonElement body) = await CallAsync("GetMetricData", $$"""
            {"StartTime":{{_start}},"EndTime":{{_start + 180}},"MetricDataQueries":[{"Id":"l","Label":"${PROP('MetricName')} ${LAST}",
             "MetricStat":{"Metric":{"Namespace":"Shop","MetricName":"Latency"},"Period":60,"Stat":"{{statistic}}"} }]}
            """);

        status.Should().Be(200, body.ToString());
        JsonElement result = body.GetProperty("MetricDataResults")[0];
        result.GetProperty("Values")[0].GetDouble().Should().BeApproximately(expected, 1e-6);
        result.GetProperty("Label").GetString().Should().StartWith("Latency ");
    }

    [Theory]
    [InlineData("p101")]
    [InlineData("median")]
    [InlineData("PR(10%:20%)")]
    [InlineData("TM(10:20%)")]
    [InlineData("TM(:)")]
    public async Task A_statistic_that_is_none_is_refused(string statistic)
    {
        (int status, JsonElement body) = await CallAsync("GetMetricData", $$"""
            {"StartTime":{{_start}},"EndTime":{{_start + 180}},"MetricDataQueries":[{"Id":"l","MetricStat":
             {"Metric":{"Namespace":"Shop","MetricName":"Latency"},"Period":60,"Stat":"{{statistic}}"} }]}
            """);

        status.Should().Be(400);
        body.GetProperty("message").GetString().Should().Contain(statistic);
    }

    [Fact]
    public async Task Points_come_newest_first_and_page_by_page()
    {
        string query = $$"""
            "StartTime":{{_start}},"EndTime":{{_start + 180}},"MaxDatapoints":2,"MetricDataQueries":[{{Metric("m1", "Requests")}}]
            """;

        (_, JsonElement first) = await CallAsync("GetMetricData", $"{{{query}}}");
        (_, JsonElement second) = await CallAsync(
            "GetMetricData", $"{{{query},\"NextToken\":\"{first.GetProperty("NextToken").GetString()}\"}}");

        Values(first).Should().Equal(40, 20);
        Values(second).Should().Equal(10);
        second.TryGetProperty("NextToken", out _).Should().BeFalse();
    }

    private static IEnumerable<double> Values(JsonElement body) =>
        body.GetProperty("MetricDataResults")[0].GetProperty("Values").EnumerateArray().Select(static value => value.GetDouble());

    private Task<(int Status, JsonElement Body)> GetAsync(string expression) => CallAsync("GetMetricData", $$"""
        {"StartTime":{{_start}},"EndTime":{{_start + 180}},"MetricDataQueries":[{{Metric("m1", "Requests")}},{{Metric("f", "Faults")}},
         {"Id":"e1","Expression":{{JsonSerializer.Serialize(expression)}} }]}
        """);

    private static string Metric(string id, string name) => $$"""
        {"Id":"{{id}}","ReturnData":{{(id == "m1" && name == "Requests" ? "RETURN" : "false")}},"MetricStat":{"Metric":{"Namespace":"Shop","MetricName":"{{name}}",
         "Dimensions":[{"Name":"Service","Value":"shop"}]},"Period":60,"Stat":"Sum"} }
        """;

    private async Task PutAsync(string name, string service, int minute, double value) => (await CallAsync("PutMetricData", $$"""
        {"Namespace":"Shop","MetricData":[{"MetricName":"{{name}}","Timestamp":{{_start + (60 * minute)}},"Value":{{value}},
         "Dimensions":[{"Name":"Service","Value":"{{service}}"}]}]}
        """)).Status.Should().Be(200);

    private Task<(int Status, JsonElement Body)> CallAsync(string operation, string json)
    {
        // A metric is returned where it is asked for alone, and only used where an expression is.
        string text = json.Replace(
            "RETURN", json.Contains("Expression", StringComparison.Ordinal) ? "false" : "true", StringComparison.Ordinal);
        return _backend.CallAsync("GraniteServiceVersion20100801." + operation, text);
    }
}
