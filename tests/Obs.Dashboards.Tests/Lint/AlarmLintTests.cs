namespace Obs.Dashboards.Tests.Lint;

public sealed class AlarmLintTests
{
    private static readonly SeriesId Latency = new("Obs", "Latency", ("Environment", "Test"), ("Service", "storefront"));

    [Fact]
    public void An_alarm_that_looks_back_too_far_is_found()
    {
        Check(Alarm(300, periods: 289)).Should().Equal("LimitExceeded: 289 periods of 300 seconds are longer than the 86400 seconds that an alarm may look back with periods below an hour.");
        Check(Alarm(300, periods: 288)).Should().BeEmpty();
        Check(Alarm(3_600, periods: 168)).Should().BeEmpty();
        Check(Alarm(3_600, periods: 169)).Should().ContainSingle();
    }

    [Fact]
    public void Searches_periods_and_ids_are_checked()
    {
        var alarm = new MetricAlarm
        {
            Name = "a",
            Threshold = 0,
            Queries =
                [
                    AlarmQuery.OfSeries("m", Latency, "p99", 45),
                    AlarmQuery.OfExpression("x", "SUM(SEARCH('{Obs,Environment,Service} MetricName=\"Latency\"', 'Sum', 60)) + n", 60),
                ],
        };

        Check(alarm).Select(static text => text.Split(':')[0]).Should().Equal("InvalidValue", "InvalidValue", "InvalidId");
    }

    [Fact]
    public void One_query_returns_the_value_and_no_more_than_ten_are_metrics()
    {
        AlarmQuery[] queries = [.. Enumerable.Range(0, 11).Select(static i => AlarmQuery.OfSeries($"m{i}", Latency, "Sum", 60))];

        Check(new MetricAlarm { Name = "a", Threshold = 0, Queries = queries }).Should().Equal(
            "LimitExceeded: an alarm looks at up to 10 metrics; found 11.",
            "InvalidValue: one query returns the value that is compared; found 0.");
    }

    [Theory]
    [InlineData("ALARM(\"a\")", null)]
    [InlineData("(ALARM(a) OR NOT OK('a')) AND INSUFFICIENT_DATA(\"arn:aws:cloudwatch:r:1:alarm:z\") AND TRUE", null)]
    [InlineData("ALARM(\"b\")", "there is no alarm b*")]
    [InlineData("ALARM(\"c\")", "the alarm speaks of itself.")]
    [InlineData("ALARM(\"a\") XOR TRUE", "AND, OR or the end is expected, and 'XOR' found (character 11).")]
    [InlineData("ALARM(\"a\"", "')' is missing at the end (character 9).")]
    public void Rules_of_composite_alarms_are_read(string rule, string? finding)
    {
        IReadOnlyList<DashboardFinding> found = DashboardLint.Check(
            new AlarmSet([Alarm(60, 1)], [new CompositeAlarm { Name = "c", Rule = rule }]), Catalogues.Storefront);

        if (finding is null)
        {
            found.Should().BeEmpty();
        }
        else
        {
            found.Should().ContainSingle().Which.Message.Should().Match(finding);
        }
    }

    private static MetricAlarm Alarm(int period, int periods) => new()
    {
        Name = "a",
        Threshold = 1,
        EvaluationPeriods = periods,
        Queries = [AlarmQuery.OfSeries("m", Latency, "p99", period, returnsData: true)],
    };

    private static IEnumerable<string> Check(MetricAlarm alarm) =>
        DashboardLint.Check(new AlarmSet([alarm], []), Catalogues.Storefront).Select(static f => $"{f.Rule}: {f.Message}");
}
