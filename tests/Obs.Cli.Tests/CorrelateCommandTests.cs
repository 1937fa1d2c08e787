using System.Text.Json;
using Obs.Cli.Reports;
using Obs.TestSupport;

namespace Obs.Cli.Tests;

/// <summary><c>obs report correlate</c> over ten minutes that a service wrote, in which slow payments cost purchases.</summary>
public sealed class CorrelateCommandTests(TenMinutes written) : IClassFixture<TenMinutes>
{
    private const int Steps = TenMinutes.Steps;

    private readonly string _folder = written.Folder;

    [Fact]
    public async Task The_planted_correlation_comes_first_and_what_has_nothing_to_do_with_it_is_not_significant()
    {
        (int code, string output, string error) = await Shell.RunAsync(
            "", "report", "correlate", _folder, "--json", "--metric", "Purchases");

        (code, error).Should().Be((0, ""));
        JsonElement[] pairs = [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
        JsonElement payments = pairs.Single(static pair => pair.GetProperty("system").GetString() == "POST /checkout p95 ms");
        payments.GetProperty("spearman").GetDouble().Should().BeLessThan(-0.9);
        payments.GetProperty("pearson").GetDouble().Should().BeLessThan(-0.9);
        payments.GetProperty("steps").GetInt32().Should().Be(Steps);
        payments.GetProperty("significant").GetBoolean().Should().BeTrue();
        pairs.Single(static pair => pair.GetProperty("system").GetString() == "GET /products p95 ms").GetProperty("significant")
            .GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task The_table_says_how_many_pairs_were_looked_at()
    {
        (_, string output, _) = await Shell.RunAsync("", "report", "correlate", _folder);

        output.Should().MatchRegex("Purchases +POST /checkout p95 ms +[0-9]+ +-(0\\.9|1\\.0)")
            .And.Contain("pairs were looked at").And.Contain("need not be cause and effect");
    }

    [Fact]
    public async Task The_report_of_ten_minutes_shows_the_trend_and_what_purchases_move_with()
    {
        (int code, string output, string error) = await Shell.RunAsync("", "report", _folder, "--format", "json", "--window", "10m");

        (code, error).Should().Be((0, ""));
        JsonElement report = JsonDocument.Parse(output).RootElement;
        JsonElement checkout = report.GetProperty("series").GetProperty("operations").EnumerateArray()
            .Single(static one => one.GetProperty("operation").GetString() == "POST /checkout");
        double[] trend =
        [
            .. checkout.GetProperty("p50").EnumerateArray()
                .Where(static point => point.ValueKind == JsonValueKind.Number).Select(static point => point.GetDouble()),
        ];
        trend.Should().HaveCount(Steps);
        trend.Min().Should().BeLessThan(150, "the wave goes down");
        trend.Max().Should().BeGreaterThan(900, "and up");
        JsonElement[] rows = [.. report.GetProperty("correlations").GetProperty("rows").EnumerateArray()];
        JsonElement planted = rows.Single(static row =>
            row.GetProperty("business").GetString() == "Purchases" && row.GetProperty("system").GetString() == "POST /checkout p50 ms");
        planted.GetProperty("spearman").GetDouble().Should().BeLessThan(-0.8);
        rows.Should().NotContain(
            static row => row.GetProperty("system").GetString()!.StartsWith("GET /products", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("markdown", "## What business metrics move with", "## Compared with before", "| all requests | p50 ms | ")]
    [InlineData(
        "html", "<h2>What business metrics move with</h2>", "<h2>Compared with before</h2>", "<td>all requests</td><td>p50 ms</td>")]
    public async Task Two_periods_are_compared_on_the_same_page(string format, string correlations, string comparison, string row)
    {
        (int code, string output, string error) = await Shell.RunAsync(
            "", "report", _folder, "--format", format, "--since", "2024-01-02T03:09:00Z");

        (code, error).Should().Be((0, ""));
        output.Should().Contain(correlations).And.Contain(comparison).And.Contain(row)
            .And.Contain("Before is 2024-01-02 03:04:00Z to 2024-01-02 03:09:00Z, after is 2024-01-02 03:09:00Z to 2024-01-02 03:14:00Z");
    }

    [Theory]
    [InlineData("--since", "2031-01-01T00:00:00Z", "There is no metric snapshot that begins at 2031-01-01 00:00:00Z or later.")]
    [InlineData("--since", "yesterday", "yesterday is not a moment; write 2026-01-31T12:00:00Z.")]
    [InlineData("--against", "nowhere", "nowhere")]
    [InlineData("--against=.", "--since=2024-01-02T03:09:00Z", "write one of them")]
    public async Task A_period_that_is_none_is_an_error_that_says_so(string option, string value, string expected)
    {
        (int code, string output, string error) = await Shell.RunAsync("", "report", _folder, option, value);

        code.Should().Be(ExitCode.Failure);
        output.Should().NotContain("# Metrics of");
        error.Should().Contain(expected);
    }

    [Fact]
    public async Task Where_there_is_nothing_it_says_what_it_takes()
    {
        using var empty = new TemporaryFolder();

        (int code, _, string error) = await Shell.RunAsync("", "report", "correlate", empty.Path);

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("there is nothing to correlate. It takes 10 steps");
    }

    [Fact]
    public void Both_coefficients_and_their_chances_are_those_of_the_textbook()
    {
        // By the formulas, worked out apart: ranks are the values, so that both are 149/165; t = 5.9457 with 8 degrees, p = 0.0003436.
        Correlation pair = Correlator.Correlate(
        [
            new TimedSeries("b", IsBusiness: true, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
            new TimedSeries("s", IsBusiness: false, [2, 1, 4, 3, 7, 5, 6, 10, 8, 9]),
        ]).Single();

        pair.Pearson.Should().BeApproximately(149.0 / 165, 1e-9);
        pair.Spearman.Should().BeApproximately(149.0 / 165, 1e-9);
        pair.PearsonP.Should().BeApproximately(0.0003436, 1e-7);
        pair.Steps.Should().Be(10);
    }
}
