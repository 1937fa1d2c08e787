using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Alarms;

public sealed class ServiceAlarmsTests
{
    [Fact]
    public void They_are_the_reviewed_ones() =>
        Golden.ShouldMatch(ServiceAlarms.Create(Catalogues.Storefront).ToJson(), "dashboards", "alarms-storefront.json");

    [Theory]
    [MemberData(nameof(Red.RedDashboardTests.Services), MemberType = typeof(Red.RedDashboardTests))]
    public void They_hold_the_limits_and_look_at_what_the_service_emits(string service)
    {
        MetricCatalogue catalogue = Red.RedDashboardTests.Catalogue(service);

        DashboardLint.Check(ServiceAlarms.Create(catalogue), catalogue).Should().BeEmpty();
    }

    [Fact]
    public void Thresholds_are_burn_rates_of_the_budget()
    {
        IReadOnlyList<MetricAlarm> alarms = BurnRateAlarms.Create(Catalogues.Storefront, new ServiceAlarmOptions()).MetricAlarms;

        alarms.Where(static a => a.Name.Contains("availability", StringComparison.Ordinal))
            .Select(static a => (a.Name["storefront-Test-availability-".Length..], a.Threshold, a.Queries[0].PeriodSeconds)).Should().Equal(
                ("1d-long", 0.003, 86_400), ("1d-short", 0.003, 7_200), ("1h-long", 0.0144, 3_600), ("1h-short", 0.0144, 300),
                ("3d-long", 0.001, 259_200), ("3d-short", 0.001, 21_600), ("6h-long", 0.006, 21_600), ("6h-short", 0.006, 1_800));
    }

    [Fact]
    public void A_burn_rate_that_no_share_can_reach_has_no_alarm()
    {
        var options = new ServiceAlarmOptions { Objective = new ServiceObjective { AvailabilityPercent = 90 } };

        BurnRateAlarms.Create(Catalogues.Storefront, options).CompositeAlarms.Select(static a => a.Name)
            .Where(static name => name.Contains("availability", StringComparison.Ordinal))
            .Should().Equal("storefront-Test-availability-1d", "storefront-Test-availability-3d", "storefront-Test-availability-6h");
    }

    [Fact]
    public void Statistic_sets_have_no_latency_objective() =>
        BurnRateAlarms.Create(Catalogues.Plain, new ServiceAlarmOptions()).MetricAlarms.Should().OnlyContain(
            static a => a.Name.StartsWith("plain-Test-availability"));

    [Fact]
    public void Pages_and_tickets_go_to_different_people()
    {
        AlarmSet alarms = ServiceAlarms.Create(
            Catalogues.Storefront, new ServiceAlarmOptions { PageActions = ["arn:page"], TicketActions = ["arn:ticket"] });

        alarms.CompositeAlarms.Select(static a => (a.Name[^2..], a.Actions[0])).Distinct().Should().BeEquivalentTo(
            [("1h", "arn:page"), ("6h", "arn:page"), ("es", "arn:page"), ("1d", "arn:ticket"), ("3d", "arn:ticket")]);
        alarms.ShownNames.Should().HaveCount(10).And.Contain("storefront-Test-silent").And.Contain("storefront-Test-no-purchases");
    }

    [Fact]
    public void Silence_is_the_news_to_the_dead_man_and_to_what_should_follow() =>
        ServiceAlarms.Create(Catalogues.Storefront).MetricAlarms.Where(static a => a.MissingData == MissingData.Breaching)
            .Select(static a => a.Name).Should().Equal("storefront-Test-no-purchases-purchases-1", "storefront-Test-silent");

    [Fact]
    public void More_series_than_an_alarm_may_look_at_share_a_composite_one()
    {
        string[] names = ["Environment", "Service", "Category"];
        IReadOnlyList<string>[] series = [.. Enumerable.Range(0, 23).Select(static i => new[] { "Test", "storefront", $"c{i}" })];
        MetricCatalogue few = Catalogues.Storefront;
        var many = new MetricCatalogue(
            "storefront",
            [
                .. few.Metrics.Where(static m => m.Namespace == "Obs"),
                new CataloguedMetric("Obs/Business", "ProductViews", "Count", MetricKind.Distribution, new DimensionSet(names, series)),
                new CataloguedMetric("Obs/Business", "Purchases", "Count", MetricKind.Distribution, new DimensionSet(names, series)),
            ],
            few.Logs);

        AlarmSet alarms = HealthAlarms.Create(many, new ServiceAlarmOptions());

        DashboardLint.Check(alarms, many).Should().BeEmpty();
        alarms.CompositeAlarms.Should().ContainSingle().Which.Rule.Should().Be(
            "(ALARM(\"storefront-Test-no-purchases-productviews-1\") OR ALARM(\"storefront-Test-no-purchases-productviews-2\") OR "
            + "ALARM(\"storefront-Test-no-purchases-productviews-3\")) AND ALARM(\"storefront-Test-no-purchases-purchases-1\") AND "
            + "ALARM(\"storefront-Test-no-purchases-purchases-2\") AND ALARM(\"storefront-Test-no-purchases-purchases-3\")");
    }

    [Fact]
    public void What_was_written_is_read() =>
        AlarmSet.Parse(ServiceAlarms.Create(Catalogues.Storefront).ToJson()).ToJson().Should()
            .Be(ServiceAlarms.Create(Catalogues.Storefront).ToJson());

    [Theory]
    [InlineData("{}", "$: a set of alarms has MetricAlarms or CompositeAlarms.")]
    [InlineData("""{"MetricAlarms":[{}]}""", "$.MetricAlarms[0].AlarmName: an alarm has a name.")]
    [InlineData(
        """{"MetricAlarms":[{"AlarmName":"a","ComparisonOperator":"5","Threshold":1}]}""",
        "$.MetricAlarms[0].ComparisonOperator: one of *")]
    [InlineData("""{"CompositeAlarms":[{"AlarmName":"a"}]}""", "$.CompositeAlarms[0].AlarmRule: a composite alarm has a rule.")]
    public void What_is_no_set_of_alarms_is_refused_with_its_place(string json, string message) =>
        FluentActions.Invoking(() => AlarmSet.Parse(json)).Should().Throw<DashboardFormatException>().WithMessage(message);

    [Fact]
    public void Absurd_options_are_refused() =>
        FluentActions.Invoking(() => ServiceAlarms.Create(Catalogues.Storefront, new ServiceAlarmOptions { DeadManMinutes = 0 }))
            .Should().Throw<ArgumentOutOfRangeException>();
}
