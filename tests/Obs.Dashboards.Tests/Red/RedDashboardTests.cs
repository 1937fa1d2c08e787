using System.Globalization;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Red;

public sealed class RedDashboardTests
{
    public static TheoryData<string> Services => ["storefront", "plain", "orders"];

    [Theory]
    [MemberData(nameof(Services))]
    public void It_is_the_reviewed_one(string service) =>
        Golden.ShouldMatch(RedDashboard.Create(Catalogue(service), Options()).ToSnapshot(), "dashboards", $"red-{service}.json");

    [Theory]
    [MemberData(nameof(Services))]
    public void It_shows_only_what_the_service_emits(string service)
    {
        DashboardLint.Check(RedDashboard.Create(Catalogue(service)), Catalogue(service)).Should().BeEmpty();
        DashboardLint.Check(XRayDashboard.Create(Catalogue(service)), Catalogue(service)).Should().BeEmpty();
    }

    [Fact]
    public void The_dashboard_of_traces_is_the_reviewed_one() =>
        Golden.ShouldMatch(XRayDashboard.Create(Catalogues.WithDependencies, Options()).ToSnapshot(), "dashboards", "xray-orders.json");

    [Fact]
    public void The_same_catalogue_gives_the_same_bytes() =>
        RedDashboard.Create(MetricCatalogue.Parse(Catalogues.Storefront.ToJson())).ToJson()
            .Should().Be(RedDashboard.Create(Catalogues.Storefront).ToJson());

    [Fact]
    public void Figures_are_right_in_a_culture_with_decimal_commas()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            RedDashboard.Create(Catalogues.Storefront).ToJson().Should().Contain("SUM(t)/0.001))").And.NotContain("0,001");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_catalogue_without_requests_is_refused()
    {
        var empty = new MetricCatalogue("x", [], new LogCatalogue([], new Dictionary<string, bool>()));

        FluentActions.Invoking(() => RedDashboard.Create(empty)).Should().Throw<DashboardFormatException>()
            .WithMessage("$.metrics: the catalogue of x lacks the dimension Environment.");
    }

    [Fact]
    public void An_environment_that_is_not_in_the_catalogue_is_refused() =>
        FluentActions.Invoking(() => RedDashboard.Create(Catalogues.Storefront, new RedDashboardOptions { Environment = "Moon" }))
            .Should().Throw<DashboardFormatException>()
            .WithMessage("*storefront emits nothing in the environment Moon; the catalogue knows Test.");

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(double.NaN)]
    public void An_objective_out_of_range_is_refused(double percent) =>
        FluentActions.Invoking(() => RedDashboard.Create(
                Catalogues.Storefront, new RedDashboardOptions { Objective = new ServiceObjective { AvailabilityPercent = percent } }))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("AvailabilityPercent must be above 0 and below 100.*");

    internal static MetricCatalogue Catalogue(string service) => service switch
    {
        "storefront" => Catalogues.Storefront,
        "plain" => Catalogues.Plain,
        _ => Catalogues.WithDependencies,
    };

    private static RedDashboardOptions Options() => new()
    {
        Region = "eu-west-1",
        Owner = "team shop",
        Runbook = new Uri("https://example.org/runbook"),
        Marks = [(DateTimeOffset.UnixEpoch, "1.2.3")],
    };
}
