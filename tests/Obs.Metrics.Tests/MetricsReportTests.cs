using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class MetricsReportTests
{
    [Theory]
    [InlineData(ReportFormat.Html, "report.html")]
    [InlineData(ReportFormat.Markdown, "report.md")]
    public void It_is_the_page_people_see(ReportFormat format, string golden)
    {
        using var harness = new ReporterHarness();

        Golden.ShouldMatch(Write(harness.Reporter.GetReport(harness.Parse()), format), "metrics", golden);
    }

    [Fact]
    public void Nothing_in_the_data_becomes_markup()
    {
        const string Hostile = "</title><script>alert(1)</script><img src=x onerror='a'>|`*[x](javascript:1)";
        MetricWindow window = ReporterHarness.Window(0, 1);
        var recorder = new TopKRecorder(Hostile, 400);
        recorder.Add(Hostile, 3);
        MetricSeries request = window.Series[0];
        var hostile = new MetricSeries(
            "m",
            "http.server.request.duration",
            "s",
            InstrumentKind.Histogram,
            [new("http.request.method", Hostile), new("http.route", Hostile)])
        {
            Count = request.Count,
            Histogram = request.Histogram,
        };
        var business = new MetricSeries(BusinessMetrics.MeterName, Hostile, Hostile, InstrumentKind.Counter, [new(Hostile, Hostile)])
        {
            Count = 1,
            Sum = 1,
        };
        var snapshots = new MetricSnapshots(
            new ReportSubject(Hostile, Hostile, Hostile),
            [new MetricWindow(window.Start, window.End, [hostile, business]) { TopK = [recorder.Take()!] }],
            []);

        string html = Write(MetricsReport.Of(snapshots, null), ReportFormat.Html);
        string markdown = Write(MetricsReport.Of(snapshots, null), ReportFormat.Markdown);

        html.Should().NotContain("<script").And.NotContain("<img");
        html.Should().Contain("content=\"default-src 'none'; style-src 'sha256-");
        markdown.Should().NotContain("<script").And.NotMatchRegex(@"(?<!\\)\]\(").And.NotContain("<img");
        markdown.Split('\n').Where(
            static l => l.StartsWith("| ", StringComparison.Ordinal) && l.Contains("alert", StringComparison.Ordinal))
            .Should().OnlyContain(static l => l.EndsWith(" |", StringComparison.Ordinal));
    }

    [Fact]
    public void Over_nothing_it_says_so()
    {
        var nothing = new MetricSnapshots(new ReportSubject("s", "e", "v"), [], []);

        Write(MetricsReport.Of(nothing, null), ReportFormat.Html).Should().Contain("No requests were measured");
        Write(MetricsReport.Of(nothing, null), ReportFormat.Markdown).Should().Contain("0 requests");
        JsonDocument.Parse(Write(MetricsReport.Of(nothing, null), ReportFormat.Json)).RootElement.GetProperty("operations").GetArrayLength()
            .Should().Be(0);
    }

    [Fact]
    public void It_shows_what_publishing_costs_where_something_is_published()
    {
        (string Name, double Value)[] figures =
        [
            ("obs.self.published_series", 2_000), ("obs.self.series_ceiling", 2_000), ("obs.self.overflowing_series", 17),
            ("obs.self.estimated_monthly_requests", 129_600), ("obs.self.estimated_monthly_cost", 601.296),
        ];
        MetricWindow window = ReporterHarness.Window(0, 1);
        MetricSeries[] gauges =
            [.. figures.Select(
                static f => new MetricSeries("Obs.Self", f.Name, "{x}", InstrumentKind.Gauge, []) { Count = 1, Last = f.Value })];
        var published = new MetricSnapshots(new ReportSubject("s", "e", "v"), [new MetricWindow(window.Start, window.End, gauges)], []);
        var unpublished = new MetricSnapshots(new ReportSubject("s", "e", "v"), [window], []);

        Write(MetricsReport.Of(published, null), ReportFormat.Markdown).Should().Contain(
            "| Published to | Series | At most | In overflow | Requests a month | US dollars a month |\n| --- | ---: | ---: | ---: | ---: | ---: |\n"
            + $"| CloudWatch | {NumberText.Of(2_000)} | {NumberText.Of(2_000)} | 17 | {NumberText.Of(129_600)} | {NumberText.Of(601.3)} |");
        Write(MetricsReport.Of(published, null), ReportFormat.Html).Should().Contain("<h2>Cost of publishing, estimated</h2>");
        Write(MetricsReport.Of(unpublished, null), ReportFormat.Markdown).Should().NotContain("Cost of publishing");
    }

    [Fact]
    public void A_window_takes_the_newest()
    {
        var snapshots = new MetricSnapshots(
            new ReportSubject("s", "e", "v"), [ReporterHarness.Window(0, 1), ReporterHarness.Window(10, 2), ReporterHarness.Window(20, 1)],
            []);

        (MetricsReport.Of(snapshots, TimeSpan.FromSeconds(20)).Start, MetricsReport.Of(snapshots, null).Duration)
            .Should().Be((ReporterHarness.Start + TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Ratios_are_shares_of_sums()
    {
        MetricSeries Counted(string name, double sum) =>
            new(BusinessMetrics.MeterName, name, "{count}", InstrumentKind.Counter, [new("Category", "books")]) { Count = 1, Sum = sum };
        MetricWindow[] windows =
        [
            new(
                ReporterHarness.Start,
                ReporterHarness.Start.AddSeconds(10),
                [Counted("Conversion.Hits", 1), Counted("Conversion.Attempts", 1)]),
            new(
                ReporterHarness.Start.AddSeconds(10),
                ReporterHarness.Start.AddSeconds(20),
                [Counted("Conversion.Hits", 0), Counted("Conversion.Attempts", 9)]),
        ];

        string json = Write(MetricsReport.Of(new MetricSnapshots(new ReportSubject("s", "e", "v"), windows, []), null), ReportFormat.Json);

        JsonElement ratio = JsonDocument.Parse(json).RootElement.GetProperty("ratios").EnumerateArray().Single();
        (ratio.GetProperty("name").GetString(), ratio.GetProperty("share").GetDouble(), ratio.GetProperty("attempts").GetDouble())
            .Should().Be(("Conversion", 0.1, 10));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.9, 1)]
    [InlineData(1, 1)]
    [InlineData(1.1, 2)]
    [InlineData(2.2, 2.5)]
    [InlineData(480, 500)]
    [InlineData(5_001, 10_000)]
    public void A_chart_ends_at_a_round_number(double highest, double expected) =>
        TrendChart.NiceMaximum(highest).Should().BeApproximately(expected, 1e-9);

    private static string Write(MetricsReport report, ReportFormat format) => ReporterHarness.Text(output => report.Write(output, format));
}
