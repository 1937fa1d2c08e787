using System.Text.Json;
using System.Text.Json.Nodes;
using Obs.Delivery;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Metrics;

public sealed class MetricPublisherTests
{
    [Fact]
    public async Task Requests_are_published_for_the_service_and_for_each_operation()
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(
            0,
            PublisherFixture.Requests("GET", "/products/{id}", 200, 0.010, 0.020, 0.030),
            PublisherFixture.Requests("GET", "/products/{id}", 404, 0.001),
            PublisherFixture.Requests("POST", "checkout", 500, 2.5));
        await fixture.StopAsync();

        Sum("Latency", "Test", "shop").Should().BeApproximately(2_561, 2_561 * 0.005);
        (Count("Latency", "Test", "shop"), Count("Error", "Test", "shop"), Count("Fault", "Test", "shop")).Should().Be((5, 5, 5));
        (Sum("Error", "Test", "shop"), Sum("Fault", "Test", "shop")).Should().Be((1, 1));
        (Sum("Error", "Test", "shop", "GET /products/{id}"), Sum("Fault", "Test", "shop", "GET /products/{id}")).Should().Be((1, 0));
        (Sum("Error", "Test", "shop", "POST /checkout"), Sum("Fault", "Test", "shop", "POST /checkout")).Should().Be((0, 1));
        fixture.CloudWatch.Accepted.Should().OnlyContain(static a => a.Namespace == "Obs").And.HaveCount(9);

        double Sum(string metric, params string[] dimensions) =>
            fixture.CloudWatch.Of(metric, dimensions).Sum(static d => d.Values.Zip(d.Counts, static (v, c) => v * c).Sum());

        double Count(string metric, params string[] dimensions) =>
            fixture.CloudWatch.Of(metric, dimensions).Sum(static d => d.Counts.Sum());
    }

    [Fact]
    public async Task A_publication_reads_as_agreed()
    {
        await using var fixture = new PublisherFixture(static options => options.PublishInterval = TimeSpan.FromSeconds(10));

        fixture.Close(
            10,
            PublisherFixture.Requests("GET", "/products/{id}", 200, 0.0101, 0.0202, 0.0202, 0.0303),
            PublisherFixture.Requests("POST", "/checkout", 200, 0.25, 0.25, 0.25),
            PublisherFixture.Counter("Purchases", 3, [new("Category", "books")]));
        await fixture.StopAsync();

        Golden.ShouldMatch(Indent(fixture.CloudWatch.AcceptedJson), "cloudwatch", "publication.json");
    }

    [Fact]
    public async Task Windows_of_one_period_become_one_publication_at_the_period_s_start()
    {
        await using var fixture = new PublisherFixture();
        for (int second = 0; second < 120; second += 10)
        {
            fixture.Close(second, PublisherFixture.Requests("GET", "/", 200, 0.010), PublisherFixture.Counter("Views", 2));
        }

        await fixture.StopAsync();

        fixture.CloudWatch.Of("Latency", "Test", "shop").Select(static d => (d.Timestamp, d.Counts.Sum())).Should().Equal(
            (PublisherFixture.Noon, 6), (PublisherFixture.Noon.AddMinutes(1), 6));
        fixture.CloudWatch.Of("Views", "Test", "shop").Select(static d => d.Values.Single()).Should().Equal(12, 12);
    }

    [Fact]
    public async Task A_stop_publishes_the_period_that_is_not_over()
    {
        await using var fixture = new PublisherFixture();
        fixture.Close(0, PublisherFixture.Requests("GET", "/", 200, 0.010));
        fixture.CloudWatch.Accepted.Should().BeEmpty();

        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Should().HaveCount(6);
        (fixture.Account.Accepted, fixture.Account.Delivered, fixture.Account.Buffered).Should().Be((6, 6, 0));
    }

    [Fact]
    public async Task A_window_after_the_stop_is_no_error()
    {
        await using var fixture = new PublisherFixture();
        await fixture.StopAsync();

        fixture.Close(0, PublisherFixture.Requests("GET", "/", 200, 0.010));

        fixture.Account.Accepted.Should().Be(0);
    }

    [Fact]
    public async Task A_clock_that_was_stepped_mixes_no_periods()
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(30, PublisherFixture.Counter("Views", 1));
        fixture.Close(-3_600, PublisherFixture.Counter("Views", 2));
        await fixture.StopAsync();

        fixture.CloudWatch.Of("Views", "Test", "shop").Select(static d => (d.Timestamp, d.Values.Single())).Should().Equal(
            (PublisherFixture.Noon.AddSeconds(30), 1), (PublisherFixture.Noon.AddHours(-1), 2));
    }

    [Theory]
    [InlineData(60, null, 60)]
    [InlineData(10, null, 1)]
    [InlineData(10, false, 60)]
    [InlineData(60, true, 1)]
    public async Task The_resolution_follows_the_interval_unless_told_otherwise(int seconds, bool? highResolution, int expected)
    {
        await using var fixture = new PublisherFixture(options =>
        {
            options.PublishInterval = TimeSpan.FromSeconds(seconds);
            options.HighResolution = highResolution;
        });

        fixture.Close(0, PublisherFixture.Counter("Views", 1));
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Single().Datum.StorageResolution.Should().Be(expected);
    }

    [Fact]
    public async Task What_the_platform_measures_of_itself_is_not_published()
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(
            0,
            new MetricSeries("System.Runtime", "dotnet.gc.collections", "{collection}", InstrumentKind.Counter, []) { Count = 1, Sum = 9 });
        await fixture.StopAsync();

        fixture.Account.Accepted.Should().Be(0);
    }

    [Fact]
    public async Task A_gauge_is_published_as_its_newest_level_and_a_histogram_in_its_own_unit()
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(0, new MetricSeries("Shop", "Carts", "{cart}", InstrumentKind.Gauge, []) { Count = 1, Last = 5 });
        fixture.Close(
            10,
            new MetricSeries("Shop", "Carts", "{cart}", InstrumentKind.Gauge, []) { Count = 1, Last = 7 },
            new MetricSeries("Shop", "Basket", "{EUR}", InstrumentKind.Histogram, [])
            {
                Count = 2,
                Histogram = HistogramSnapshot.FromValues([10, 30]),
            });
        await fixture.StopAsync();

        fixture.CloudWatch.Of("Carts", "Test", "shop").Single().Values.Should().Equal(7);
        fixture.CloudWatch.Of("Basket", "Test", "shop").Single().Values.Should().Equal(10, 30);
        fixture.CloudWatch.Accepted.Should().OnlyContain(static a => a.Namespace == "Obs/Business");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.MaxValue)]
    public async Task A_value_that_CloudWatch_cannot_take_is_counted_and_spoils_nothing(double value)
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(0, PublisherFixture.Counter("Bad", value), PublisherFixture.Counter("Good", 1));
        await fixture.StopAsync();

        DeliveryAccount account = fixture.Account;
        (account.Accepted, account.Delivered, account.Dropped["invalid_value"]).Should().Be((2, 1, 1));
        fixture.CloudWatch.Accepted.Single().Datum.MetricName.Should().Be("Good");
    }

    [Fact]
    public async Task A_datum_takes_the_form_in_which_nothing_is_lost()
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(
            0,
            PublisherFixture.Counter("Counted", 5),
            Basket("Once", 12.5),
            Basket("Equal", 12, 12, 12),
            Basket("EqualFractions", 0.1, 0.1, 0.1),
            Basket("Nothing", 0, 0),
            Basket("Various", 10, 30),
            Basket("Huge", 1.5e108, 1.5e108));
        await fixture.StopAsync();

        Form("Counted").Should().Be("""{"Value":5}""");
        Form("Once").Should().Be("""{"Value":12.5}""");
        Form("Equal").Should().Be("""{"StatisticValues":{"SampleCount":3,"Sum":36,"Minimum":12,"Maximum":12}}""");
        Form("EqualFractions").Should().Be("""{"Values":[0.1],"Counts":[3]}""", "three times 0.1 is not 0.3 to everybody");
        Form("Nothing").Should().Be("""{"StatisticValues":{"SampleCount":2,"Sum":0,"Minimum":0,"Maximum":0}}""");
        Form("Various").Should().Be("""{"Values":[10,30],"Counts":[1,1]}""");
        Form("Huge").Should().Be("""{"Values":[1.5E+108],"Counts":[2]}""", "CloudWatch takes no sum beyond 2^360");

        string Form(string metric)
        {
            JsonNode datum = fixture.CloudWatch.AcceptedJson.SelectMany(static json => JsonNode.Parse(json)!["MetricData"]!.AsArray())
                .Single(datum => (string?)datum!["MetricName"] == metric)!.DeepClone();
            foreach (string member in new[] { "MetricName", "Dimensions", "Timestamp", "Unit" })
            {
                datum.AsObject().Remove(member);
            }

            return datum.ToJsonString();
        }

        static MetricSeries Basket(string name, params double[] values) =>
            new("Shop", name, "{EUR}", InstrumentKind.Histogram, [])
            {
                Count = values.Length,
                Histogram = HistogramSnapshot.FromValues(values),
            };
    }

    [Theory]
    [InlineData(1e-300, 0)]
    [InlineData(-1e-300, 0)]
    [InlineData(1e-108, 1e-108)]
    [InlineData(-2.3e108, -2.3e108)]
    public async Task A_value_at_the_edge_of_what_CloudWatch_takes_is_published_and_one_too_small_is_nothing(double value, double published)
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(0, PublisherFixture.Counter("Edge", value));
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Single().Datum.Values.Should().Equal(published);
    }

    [Fact]
    public async Task A_datum_with_two_dimensions_of_one_name_is_counted_and_spoils_nothing()
    {
        await using var fixture = new PublisherFixture();

        fixture.Close(
            0,
            PublisherFixture.Counter("Clash", 1, new KeyValuePair<string, string>("Service", "another")),
            PublisherFixture.Counter("Fine", 1, new KeyValuePair<string, string>("service", "another")));
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Single().Datum.MetricName.Should().Be("Fine");
        fixture.Account.Dropped["invalid_dimensions"].Should().Be(1);
    }

    [Fact]
    public async Task A_datum_of_more_than_30_dimensions_is_counted_and_spoils_nothing()
    {
        await using var fixture = new PublisherFixture();
        KeyValuePair<string, string>[] dimensions =
            [.. Enumerable.Range(0, 29).Select(static i => new KeyValuePair<string, string>($"d{i}", "x"))];

        fixture.Close(0, PublisherFixture.Counter("TooMany", 1, dimensions), PublisherFixture.Counter("JustRight", 1, dimensions[..28]));
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Single().Datum.MetricName.Should().Be("JustRight");
        fixture.Account.Dropped["invalid_dimensions"].Should().Be(1);
    }

    [Fact]
    public async Task Ten_thousand_series_take_ten_requests()
    {
        // A clock that stands still: no batch is sent half full because this machine is busy.
        await using var fixture = new PublisherFixture(static options => options.MaxSeries = 10_000);

        IEnumerable<int> products = Enumerable.Range(0, 10_000);

        fixture.Close(0, [.. products.Select(static i => PublisherFixture.Counter("Views", i, [new("Product", $"p{i}")]))]);
        await fixture.StopAsync();

        fixture.CloudWatch.Requests.Count.Should().Be(10);
        fixture.Account.Delivered.Should().Be(10_000);
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(300, 700)]
    [InlineData(300, 1_000)]
    [InlineData(300, 1_001)]
    [InlineData(333, 2)]
    [InlineData(334, 999)]
    [InlineData(500, 1_500)]
    [InlineData(999, 2_000)]
    public async Task Two_namespaces_take_the_fewest_requests_there_can_be(int operations, int businessSeries)
    {
        await using var fixture = new PublisherFixture(static options => options.MaxSeries = 10_000);

        fixture.Close(
            0,
            [
                .. Enumerable.Range(0, operations).Select(static i => PublisherFixture.Requests("GET", $"/p{i}", 200, 0.010)),
                .. Enumerable.Range(0, businessSeries).Select(static i => PublisherFixture.Counter("Views", i, [new("Product", $"p{i}")])),
            ]);
        await fixture.StopAsync();

        // Three data for each operation, and three for all of them together.
        int requestData = 3 * (operations + 1);
        fixture.CloudWatch.Requests.Count.Should().Be(Least(requestData) + Least(businessSeries));
        fixture.Account.Delivered.Should().Be(requestData + businessSeries);

        static int Least(int data) => (data + 999) / 1_000;
    }

    [Fact]
    public async Task Publishing_a_series_allocates_less_than_a_KiB()
    {
        const int seriesCount = 10_000;
        await using var fixture = new PublisherFixture(
            static options => (options.PublishInterval, options.MaxSeries) = (TimeSpan.FromSeconds(10), seriesCount));
        MetricSeries[] series =
            [.. Enumerable.Range(0, seriesCount).Select(static i => PublisherFixture.Counter("Views", i, [new("Product", $"p{i}")]))];
        int closed = 0;

        long bytes = Allocations.PerCall(() => fixture.Close(10 * closed++, series), wanted: seriesCount * 1_023, calls: 1);

        (bytes / seriesCount).Should().BeLessThan(1_024);
    }

    private static string Indent(IEnumerable<string> json)
    {
        var all = new JsonArray([.. json.Select(static text => JsonNode.Parse(text))]);
        return all.ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }) + "\n";
    }
}
