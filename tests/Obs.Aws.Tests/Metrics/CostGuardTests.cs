using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Obs.Aws.Metrics;
using Obs.Metrics;

namespace Obs.Aws.Tests.Metrics;

/// <summary>Alone, because the meter speaks for every publisher of the process.</summary>
[Collection(Alone.Name)]
public sealed class CostGuardTests
{
    [Fact]
    public async Task Beyond_the_ceiling_counters_share_a_series_and_the_sum_stays_exact()
    {
        await using var fixture = new PublisherFixture(static o => o.MaxSeries = 100);

        fixture.Close(0, [.. Enumerable.Range(1, 10_000).Select(static i => Purchases(i, i))]);
        await fixture.StopAsync();

        MetricDatum[] data = [.. fixture.CloudWatch.Accepted.Select(static a => a.Datum)];
        data.Should().HaveCount(101);
        data.Sum(static d => d.Values.Zip(d.Counts, static (v, c) => v * c).Sum()).Should().Be(10_000d * 10_001 / 2);
        fixture.CloudWatch.Of("Purchases", "Test", "shop", "true").Should().ContainSingle();
        fixture.Account.Dropped.Should().BeEmpty();
    }

    [Fact]
    public async Task Beyond_the_ceiling_operations_share_a_series_and_no_request_is_missing()
    {
        await using var fixture = new PublisherFixture(static o => o.MaxSeries = 30);

        fixture.Close(0, [.. Enumerable.Range(0, 50).Select(static i => PublisherFixture.Requests("GET", $"/r{i}", 200, 0.01, 0.02))]);
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Select(static a => string.Join(',', a.Datum.Dimensions.Select(static d => d.Value)))
            .Distinct().Should().HaveCount(1 + 10 + 1);
        Requests(fixture.CloudWatch.Of("Latency", "Test", "shop")).Should().Be(100);
        Requests(fixture.CloudWatch.Of("Latency", "Test", "shop", "(other)")).Should().Be(80);
    }

    [Fact]
    public async Task Levels_that_share_a_series_still_add_up()
    {
        await using var fixture = new PublisherFixture(static o => o.MaxSeries = 10);

        fixture.Close(0, [.. Enumerable.Range(1, 20).Select(static i =>
            new MetricSeries("Shop", "Stock", "{item}", InstrumentKind.UpDownCounter, [new("Shelf", $"{i:d2}")]) { Count = 1, Last = i % 4 })]);
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Sum(static a => a.Datum.Values.Zip(a.Datum.Counts, static (v, c) => v * c).Sum()).Should().Be(30);
        fixture.CloudWatch.Accepted.Last().Datum.Values.Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void The_first_to_come_keep_their_place_until_they_have_been_silent_for_an_hour()
    {
        var ceiling = new SeriesCeiling(2);
        DateTimeOffset noon = PublisherFixture.Noon;

        Admit('a', noon).Should().BeTrue();
        Admit('b', noon).Should().BeTrue();
        Admit('c', noon).Should().BeFalse();
        Admit('a', noon.AddMinutes(30)).Should().BeTrue();
        Admit('c', noon.AddMinutes(59)).Should().BeFalse();
        Admit('c', noon.AddMinutes(60)).Should().BeTrue();
        Admit('b', noon.AddMinutes(61)).Should().BeFalse();
        ceiling.Admitted.Should().Be(2);

        bool Admit(char key, DateTimeOffset period)
        {
            ceiling.Forget(period);
            return ceiling.TryAdmit(key, 1, period);
        }
    }

    [Fact]
    public async Task The_log_says_at_the_start_what_it_may_cost_then_what_it_does_and_when_the_ceiling_is_reached()
    {
        var log = new KeptLog();
        await using var fixture = new PublisherFixture(static o => o.MaxSeries = 100, loggers: log);

        log.Entries.Should().Equal((
            LogLevel.Information,
            "Metrics are published to CloudWatch every 00:01:00: at most 100 series of their own, about 30.43 US dollars a month "
            + "at most, besides one for each metric of the whole service and of what is beyond that"));
        foreach (int minute in Enumerable.Range(0, 5))
        {
            fixture.Close(minute * 60, [.. Enumerable.Range(0, minute < 3 ? 40 : 120).Select(static i => Purchases(i, 1))]);
        }

        await fixture.StopAsync();

        log.Entries.Skip(1).Should().Equal(
            (
                LogLevel.Information,
                "40 series were published to CloudWatch: a month like this takes 43200 requests and costs about 12.43 US dollars"),
            (
                LogLevel.Warning,
                "The ceiling of 100 series (Observability:Aws:MaxSeries) is reached: 20 more are published as one for each metric"));
    }

    [Fact]
    public async Task A_log_that_throws_costs_no_metric()
    {
        await using var fixture = new PublisherFixture(loggers: new KeptLog { Throws = true });

        fixture.Close(0, Purchases(1, 1));
        await fixture.StopAsync();

        fixture.CloudWatch.Accepted.Should().ContainSingle();
    }

    [Fact]
    public async Task The_meter_tells_series_ceiling_overflow_requests_and_cost_once_there_is_something_to_tell()
    {
        await using var fixture = new PublisherFixture(static o => o.MaxSeries = 100);
        ReadGauges().Should().BeEmpty();

        MetricSeries[] purchases = [.. Enumerable.Range(0, 120).Select(static i => Purchases(i, 1))];
        fixture.Close(0, [PublisherFixture.Requests("GET", "/", 200, 0.01), .. purchases]);
        fixture.Close(60, Purchases(1, 1));

        // Two namespaces are two requests a period. Of the ceiling the operation takes three; the whole service takes three and the
        // overflow
        // of purchases one besides.
        ReadGauges().Should().BeEquivalentTo(new Dictionary<string, double>
        {
            ["obs.self.published_series"] = 104,
            ["obs.self.series_ceiling"] = 100,
            ["obs.self.overflowing_series"] = 23,
            ["obs.self.estimated_monthly_requests"] = 86_400,
            ["obs.self.estimated_monthly_cost"] = 32.064,
        });
    }

    [Fact]
    public void Lines_on_standard_output_cost_no_requests()
    {
        var log = new KeptLog();
        using var cost = new PublishedCost(new AwsOptions { MetricLane = MetricLane.EmbeddedMetricFormat }, CostLog.Of(log));

        cost.Report(series: 10, overflowing: 0, requests: 3);

        log.Entries.Should().Equal(
            (
                LogLevel.Information,
                "10 series were published to CloudWatch: a month like this takes 0 requests and costs about 3 US dollars"));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(100, 0, 30)]
    [InlineData(10_000, 0, 3_000)]
    [InlineData(20_000, 0, 4_000)]
    [InlineData(1_000_000, 0, 3_000 + 24_000 + 37_500)]
    [InlineData(0, 43_200, 0.432)]
    public void The_estimate_follows_the_price_list(int series, double requests, double usd) =>
        PublishedCost.EstimateUsd(series, requests).Should().BeApproximately(usd, 1e-6);

    private static MetricSeries Purchases(int product, double increase) =>
        PublisherFixture.Counter("Purchases", increase, new KeyValuePair<string, string>("Product", $"{product}"));

    private static Dictionary<string, double> ReadGauges()
    {
        Dictionary<string, double> read = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Obs.Self" && instrument is ObservableGauge<double>)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => read[instrument.Name] = Math.Round(value, 6));
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }

    private static double Requests(IEnumerable<MetricDatum> latency) => latency.Sum(static d => d.Counts.Sum());
}
