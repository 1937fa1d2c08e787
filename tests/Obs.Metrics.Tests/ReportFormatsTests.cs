using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class ReportFormatsTests : IDisposable
{
    private readonly ReporterHarness _harness = new();

    [Fact]
    public void OpenMetrics_text_is_what_a_scraper_reads()
    {
        string text = ReporterHarness.Text(o => _harness.Reporter.WriteOpenMetrics(o, _harness.Parse()));

        Golden.ShouldMatch(text, "metrics", "openmetrics.txt");
    }

    [Fact]
    public void OpenMetrics_sums_only_grow_although_windows_go()
    {
        _ = Total();
        for (int i = 0; i < 500; i++)
        {
            _harness.Store.Add(ReporterHarness.Window(20 + (10 * i), 1));
        }

        Total().Should().Be(9 + (500 * 3));
        _harness.Store.GetWindows().Count.Should().BeLessThan(400);

        double Total() => _harness.Store.GetTotals().Single(static s => s.InstrumentName == "ProductViews").Sum;
    }

    [Fact]
    public void A_page_has_each_family_once_and_no_two_samples_alike()
    {
        _harness.Store.Add(new MetricWindow(
            ReporterHarness.Start.AddSeconds(20),
            ReporterHarness.Start.AddSeconds(30),
            [Series("b", InstrumentKind.Counter, "x.y", "1"), Series(
                "b", InstrumentKind.Counter, "x_y", "1"), Series("a", InstrumentKind.Gauge, "k", "1"),
                Series("a", InstrumentKind.Counter, "k", "1"), Series("target", InstrumentKind.Gauge, "k", "1")]));

        string[] lines = ReporterHarness.Text(o => _harness.Reporter.WriteOpenMetrics(o, _harness.Parse(("name", "*")))).Split('\n');

        lines.Where(static l => l.StartsWith("# TYPE", StringComparison.Ordinal)).Should().OnlyHaveUniqueItems()
            .And.Contain(["# TYPE a counter", "# TYPE a_gauge gauge", "# TYPE target_gauge gauge"]);
        lines.Where(static l => l.StartsWith("b_total", StringComparison.Ordinal)).Should().ContainSingle();
        lines[^2].Should().Be("# EOF");

        static MetricSeries Series(string name, InstrumentKind kind, string key, string value) =>
            new("m", name, null, kind, [new(key, value)]) { Count = 1, Sum = 1, Last = 1 };
    }

    [Fact]
    public void A_table_has_a_row_for_everything()
    {
        string text = ReporterHarness.Text(o => _harness.Reporter.WriteCsv(o, _harness.Parse(("percentiles", "99,50"))));

        text.Should().EndWith("\r\n");
        Golden.ShouldMatch(text.ReplaceLineEndings("\n"), "metrics", "report.csv");
    }

    [Fact]
    public void Histograms_are_payloads_that_merge_to_the_same_percentiles()
    {
        using var document = JsonDocument.Parse(ReporterHarness.Text(
            o => _harness.Reporter.WriteHistograms(o, _harness.Parse(("operation", "get /products*"), ("name", "none")))));

        JsonElement one = document.RootElement.GetProperty("histograms").EnumerateArray().Should().ContainSingle().Subject;
        HistogramEncoding.TryDecode(one.GetProperty("v2Compressed").GetBytesFromBase64(), out Histogram? histogram, out string? error)
            .Should().BeTrue(error);

        one.GetProperty("operation").GetString().Should().Be("GET /products/{id}");
        histogram!.TotalCount.Should().Be(182);
        (histogram.ValueAtPercentile(50) * one.GetProperty("valueUnit").GetDouble()).Should().BeApproximately(0.061, 0.0007);
        histogram.HighestTrackableValue.Should().BeLessThan(1L << 31);
    }

    [Fact]
    public void Values_over_time_have_one_entry_for_each_step()
    {
        using var document = JsonDocument.Parse(ReporterHarness.Text(
            o => _harness.Reporter.Write(
                o,
                _harness.Parse(("series", "true"), ("operation", "GET /products/{id}"), ("name", "Product*"), ("percentiles", "99.9,0")))));
        var compared = document.RootElement.EnumerateObject().Where(static p => p.Name is "operations" or "series" or "business")
            .ToDictionary(static p => p.Name, static p => p.Value);

        Golden.ShouldMatch(JsonSerializer.Serialize(compared, Indented) + "\n", "metrics", "report-series.json");
    }

    [Fact]
    public void Many_windows_are_merged_into_few_steps_and_nothing_is_left_out()
    {
        MetricWindow[] windows = [.. Enumerable.Range(0, 361).Select(static i => ReporterHarness.Window(10 * i, 1))];

        Timeline.Steps(windows, lines: 7).Should().HaveCountLessThanOrEqualTo(120)
            .And.Subject.SelectMany(static w => w).Sum(static w => w.Series.Sum(static s => s.Count)).Should().Be(361 * 96);
        Timeline.Steps(windows, lines: 2_000).Should().HaveCountLessThanOrEqualTo(5);
        Timeline.Steps([], lines: 0).Should().BeEmpty();
    }

    [Fact]
    public void Sums_that_outgrow_a_double_stay_numbers_in_every_form()
    {
        for (int i = 0; i < 2; i++)
        {
            _harness.Store.Add(new MetricWindow(
                ReporterHarness.Start.AddSeconds(20 + (10 * i)),
                ReporterHarness.Start.AddSeconds(30 + (10 * i)),
                [
                    Huge("up", InstrumentKind.Counter),
                    Huge("level", InstrumentKind.UpDownCounter),
                    Huge("values", InstrumentKind.Histogram),
                ]));
        }

        foreach (string query in new[] { "true", "false" })
        {
            string json = ReporterHarness.Text(o => _harness.Reporter.Write(o, _harness.Parse(("series", query))));
            JsonDocument.Parse(json).RootElement.GetProperty("runtime").EnumerateArray()
                .Where(static s => s.GetProperty("meter").GetString() == "huge").Select(static s => s.GetProperty("sum").GetDouble())
                .Should().Equal(double.MaxValue, double.MaxValue, double.MaxValue);
        }

        ReporterHarness.Text(o => _harness.Reporter.WriteCsv(o, _harness.Parse())).Should().Contain("1.7976931348623157E+308")
            .And.NotContainAny("Infinity", "NaN", "\u221e");
        ReporterHarness.Text(o => _harness.Reporter.WriteOpenMetrics(o, _harness.Parse())).Should()
            .Contain("up_total{otel_scope_name=\"huge\"} 1.7976931348623157E+308").And.NotContainAny("Infinity", "NaN");
        ReporterHarness.Text(o => _harness.Reporter.WriteHistograms(o, _harness.Parse())).Should().NotContainAny("Infinity", "NaN");

        static MetricSeries Huge(string name, InstrumentKind kind) => new("huge", name, null, kind, [])
        {
            Count = 2,
            Sum = double.PositiveInfinity,
            Last = double.NaN,
            Max = double.MaxValue,
            Histogram = kind == InstrumentKind.Histogram
                ? HistogramSnapshot.FromValues([double.MaxValue, double.MaxValue])
                : null,
        };
    }

    [Fact]
    public void A_range_of_time_takes_the_windows_that_lie_within()
    {
        MetricsQuery query = _harness.Parse(("from", "2026-01-02T03:04:10Z"), ("to", "1767323061"));

        using var document = JsonDocument.Parse(ReporterHarness.Text(o => _harness.Reporter.Write(o, query)));

        document.RootElement.GetProperty("window").GetProperty("start").GetDateTimeOffset()
            .Should().Be(ReporterHarness.Start + TimeSpan.FromSeconds(10));
        document.RootElement.GetProperty("totals").GetProperty("count").GetInt64().Should().Be(92);
    }

    [Fact]
    public void The_revision_changes_with_every_window()
    {
        string before = _harness.Reporter.Revision;
        _harness.Reporter.Revision.Should().Be(before);

        _harness.Store.Add(ReporterHarness.Window(20, 1));

        _harness.Reporter.Revision.Should().NotBe(before);
    }

    [Theory]
    [InlineData(
        "from",
        "1970-01-01",
        "from must be within what is kept, 2026-01-02T02:04:25Z to 2026-01-02T03:04:25Z; found 1970-01-01T00:00:00Z.")]
    [InlineData("from", "yesterday", "from must be a time as 2026-01-31T12:00:00Z or in seconds since 1970; found 'yesterday'.")]
    [InlineData("to", "2026-01-02T03:04:10Z", "to must come with from.")]
    [InlineData(
        "percentiles", "50,101", "percentiles must be 1 to 20 numbers from 0 to 100 with commas between, as 50,99,99.9; found '50,101'.")]
    [InlineData("percentiles", "NaN", "percentiles must be 1 to 20 numbers from 0 to 100 with commas between, as 50,99,99.9; found 'NaN'.")]
    [InlineData("percentiles", "", "percentiles must be 1 to 20 numbers from 0 to 100 with commas between, as 50,99,99.9; found ''.")]
    [InlineData("series", "yes", "series must be true or false; found 'yes'.")]
    [InlineData("operation", "", "operation must be 1 to 512 characters, with * at the end for any rest; found ''.")]
    [InlineData("windows", "5m", "there is no parameter 'windows'; allowed are window, from, to, operation, name, percentiles, series.")]
    public void What_cannot_be_answered_says_what_can(string name, string value, string expected)
    {
        _harness.Reporter.TryReadQuery([new(name, value)], out _, out string? error).Should().BeFalse();

        error.Should().Be(expected);
    }

    [Fact]
    public void Parameters_that_exclude_one_another_are_refused()
    {
        Error(("from", "2026-01-02T03:04:00Z"), ("window", "5m")).Should().Be("from and window must not be given together.");
        Error(("from", "2026-01-02T03:04:00Z"), ("to", "2026-01-02T03:04:00Z")).Should().StartWith("to must be later than from");
        Error(("window", "5m"), ("Window", "5m")).Should().Be("Window must be given once.");

        string? Error(params (string Name, string Value)[] parameters)
        {
            _harness.Reporter.TryReadQuery(
                parameters.Select(static p => KeyValuePair.Create(p.Name, (string?)p.Value)), out _, out string? error).Should().BeFalse();
            return error;
        }
    }

    public void Dispose() => _harness.Dispose();

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };
}
