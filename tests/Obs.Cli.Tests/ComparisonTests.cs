using Obs.Cli.Reports;
using Obs.Metrics;

namespace Obs.Cli.Tests;

/// <summary>Two periods side by side: what changed is found, what did not is not, and what is too little is said to be.</summary>
public sealed class ComparisonTests
{
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);

    [Fact]
    public void What_became_slower_is_told_and_the_rest_is_not()
    {
        IReadOnlyList<Difference> all = PeriodComparer.Compare(
            [Window(0, Requests("/slower", Around(0.020, 1)), Requests("/same", Around(0.020, 2)))],
            [Window(1, Requests("/slower", Around(0.040, 3)), Requests("/same", Around(0.020, 4)))]);

        foreach (string measure in (string[])["p50 ms", "p90 ms", "p99 ms"])
        {
            Find(all, "GET /slower", measure).Chance.Should().BeLessThan(0.001, measure);
            Find(all, "GET /same", measure).Chance.Should().BeGreaterThan(0.01, measure);
        }

        Difference slower = Find(all, "GET /slower", "p50 ms");
        (slower.After / slower.Before).Should().BeApproximately(2, 0.2);
        Find(all, "GET /slower", "per second").Chance.Should().BeGreaterThan(0.9, "there are as many");
        all[0].Subject.Should().Be("all requests");
    }

    [Fact]
    public void Faults_that_came_and_purchases_that_went_are_told()
    {
        IReadOnlyList<Difference> all = PeriodComparer.Compare(
            [Window(0, Requests("/checkout", Around(0.1, 1)), Counted("Purchases", "{count}", 800), Counted("Revenue", "EUR", 800))],
            [
                Window(1, Requests("/checkout", [.. Around(0.1, 2)[..600]]), Requests("/checkout", [.. Around(0.1, 3)[..400]], "503"),
                    Counted("Purchases", "{count}", 500), Counted("Revenue", "EUR", 500)),
            ]);

        Difference faults = Find(all, "GET /checkout", "faults %");
        (faults.Before, faults.After).Should().Be((0, 40));
        faults.Chance.Should().BeLessThan(1e-9);
        Find(all, "Purchases", "per minute").Chance.Should().BeLessThan(1e-9);
        Find(all, "Revenue", "per minute").Chance.Should().BeNull("of money only the amount is known");
    }

    [Fact]
    public void What_is_there_in_one_period_alone_or_too_seldom_is_said_to_be()
    {
        ReportSection section = ComparisonSection.Of(
            [Window(0, Requests("/old", Around(0.02, 1)), Requests("/rare", [0.01, 0.02]))],
            [Window(1, Requests("/new", Around(0.02, 2)), Requests("/rare", [0.03, 0.04]))]);

        Verdict("GET /old", "p50 ms").Should().Be("only before");
        Verdict("GET /new", "p50 ms").Should().Be("only after");
        Verdict("GET /rare", "p50 ms").Should().Be("too little to say");
        Verdict("GET /new", "per second").Should().Be("higher, significant");
        section.Note.Should().Contain("Before is 2026-01-02 03:04:00Z to 2026-01-02 03:14:00Z, after is 2026-01-02 03:14:00Z")
            .And.MatchRegex("[0-9]+ of [0-9]+ differences are significant");

        object? Verdict(string subject, string measure) =>
            section.Rows.Single(row => subject.Equals(row[0]) && measure.Equals(row[1]))[2];
    }

    [Fact]
    public void Chances_are_those_of_the_textbook()
    {
        // 2 * (C(10,0) + C(10,1) + C(10,2)) / 2^10: two and eight of ten, over equal times.
        Chances.OfCounts(2, 60, 8, 60).Should().BeApproximately(2 * 56 / 1024.0, 1e-9);
        Chances.OfCounts(5, 60, 5, 60).Should().Be(1);
        Chances.OfCounts(0, 60, 0, 60).Should().BeNull();

        // z = (0.1 - 0.01) / sqrt(0.25 * 0.02) = 1.2728, corrected by a half of 1/100 + 1/100; twice the upper tail.
        Chances.OfShares(45, 100, 55, 100).Should().BeApproximately(0.203092, 1e-5);
        Chances.OfShares(0, 100, 0, 50).Should().Be(1);
        Chances.OfShares(1, 100, 2, 100).Should().BeNull("fewer than five are expected");
    }

    [Fact]
    public void Periods_are_as_long_as_one_another_and_none_is_empty()
    {
        MetricWindow[] windows = [.. Enumerable.Range(0, 6).Select(static i => Window(i))];

        var since = ReportPeriods.Choose(windows, length: null, Began.AddMinutes(40), others: null);
        (since.After.Count, since.After[0].Start).Should().Be((2, Began.AddMinutes(40)));
        since.Before!.Select(static window => window.Start).Should().Equal(Began.AddMinutes(20), Began.AddMinutes(30));
        var against = ReportPeriods.Choose(windows, TimeSpan.FromMinutes(20), since: null, windows[..3]);
        (against.After[0].Start, against.Before![0].Start).Should().Be((Began.AddMinutes(40), Began.AddMinutes(10)));
        ReportPeriods.Choose(windows, length: null, since: null, others: null).After.Should().Equal(windows);

        Choosing(Began.AddHours(2)).Should().Throw<InvalidDataException>().WithMessage("*that begins at 2026-01-02 05:04:00Z or later*");
        Choosing(Began.AddMinutes(-1)).Should().Throw<InvalidDataException>().WithMessage("*that ends at 2026-01-02 03:03:00Z or before*");

        Action Choosing(DateTimeOffset moment) => () => ReportPeriods.Choose(windows, length: null, moment, others: null);
    }

    private static Difference Find(IReadOnlyList<Difference> all, string subject, string measure) =>
        all.Single(one => one.Subject == subject && one.Measure == measure);

    private static double[] Around(double median, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 1_000).Select(_ => median * Math.Exp(random.NextDouble() + random.NextDouble() - 1))];
    }

    private static MetricWindow Window(int number, params MetricSeries[] series) =>
        new(Began.AddMinutes(10 * number), Began.AddMinutes(10 * (number + 1)), series);

    private static MetricSeries Requests(string route, double[] seconds, string status = "200")
    {
        var distribution = HistogramSnapshot.FromValues(seconds);
        return new MetricSeries(
            "Microsoft.AspNetCore.Hosting",
            "http.server.request.duration",
            "s",
            InstrumentKind.Histogram,
            [new("http.request.method", "GET"), new("http.route", route), new("http.response.status_code", status)])
        {
            Count = distribution.Count,
            Sum = distribution.Sum,
            Min = distribution.Min,
            Max = distribution.Max,
            Histogram = distribution,
        };
    }

    private static MetricSeries Counted(string name, string unit, double sum) =>
        new(BusinessMetrics.MeterName, name, unit, InstrumentKind.Counter, []) { Count = 1, Sum = sum, Min = sum, Max = sum };
}
