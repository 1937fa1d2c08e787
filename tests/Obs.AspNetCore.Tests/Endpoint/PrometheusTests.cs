using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Obs.AspNetCore.Tests.Support;
using Obs.TestSupport;

namespace Obs.AspNetCore.Tests.Endpoint;

/// <summary>A real scraper reads the endpoint, and computes from its buckets what the endpoint computes from its histogram.</summary>
public sealed class PrometheusTests
{
    private const int Values = 2_000;

    // Buckets lie at powers of 2^(1/8): a quantile inside one is off by its width at most, and the histogram by half a percent.
    private static readonly double Tolerance = Math.Pow(2, 1.0 / 8) - 1 + 0.005;

    [RequiresToolFact("prometheus")]
    public async Task Its_quantiles_agree_within_a_bucket_and_its_exemplars_lead_to_our_traces()
    {
        await using TestService service = await TestService.StartAsync(new()
        {
            ["Observability:Metrics:Meters:0"] = "Test.Quantiles",
            ["Observability:Metrics:Views:0:InstrumentName"] = "wait",
            ["Observability:Metrics:Views:0:Name"] = "queue.wait",
        });
        (double[] recorded, string trace) = Record(service.Services.GetRequiredService<IMeterFactory>());
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(service.Client.BaseAddress!);

        // All of it of one scrape: one that took longer than its interval is an error and leaves no value behind.
        await Eventually.PassAsync(async () =>
        {
            (await prometheus.QueryAsync("sum(queue_wait_seconds_count)")).Should().Be(Values);
            (await prometheus.LastErrorAsync()).Should().BeEmpty(); // It has a target once there was a value.
            (await prometheus.QueryAsync("sum(queue_wait_seconds_sum)")).Should().BeApproximately(recorded.Sum(), recorded.Sum() * 1e-9);
            JsonElement ours =
                (await service.GetMetricsAsync("?window=1h&name=queue.wait")).GetProperty("runtime").EnumerateArray().Single();
            foreach ((string name, double quantile) in new[] { ("p50", 0.5), ("p90", 0.9), ("p99", 0.99) })
            {
                double? theirs = await prometheus.QueryAsync(
                    FormattableString.Invariant($"histogram_quantile({quantile}, sum by (le) (queue_wait_seconds_bucket))"));
                double exact = ours.GetProperty(name).GetDouble();
                theirs.Should().BeInRange(exact * (1 - Tolerance), exact * (1 + Tolerance), name);
            }

            await AssertSumsAsync(prometheus);
            (await prometheus.ExemplarsAsync("queue_wait_seconds_bucket")).Should().Contain(trace);
            (await prometheus.QueryAsync("target_info{service_name=\"catalogue\"}")).Should().Be(1);
        });
    }

    // Two series that hardly meet, added up bound by bound: nine in ten of a few milliseconds, the others of seconds.
    private static async Task AssertSumsAsync(PrometheusServer prometheus)
    {
        foreach ((double quantile, double exact) in new[] { (0.5, 0.00654), (0.85, 0.01043), (0.95, 3.499), (0.99, 3.899) })
        {
            double? theirs = await prometheus.QueryAsync(
                FormattableString.Invariant($"histogram_quantile({quantile}, sum by (le) (hop_seconds_bucket))"));
            theirs.Should().BeInRange(exact * (1 - Tolerance), exact * (1 + Tolerance));
        }
    }

    private static void RecordHops(Meter meter)
    {
        Histogram<double> hops = meter.CreateHistogram<double>("hop", "s");
        for (int i = 0; i < 1_000; i++)
        {
            bool isFar = i % 10 == 9;
            hops.Record(isFar ? 3 + (i / 1e3) : 0.001 + (i / 1e5), new KeyValuePair<string, object?>("far", isFar ? "yes" : "no"));
        }
    }

    private static (double[] Values, string Trace) Record(IMeterFactory meters)
    {
        Meter meter = meters.Create("Test.Quantiles");
        RecordHops(meter);
        Histogram<double> histogram = meter.CreateHistogram<double>("wait", "s");
        var random = new Random(1);
        double[] values =
        [
            .. Enumerable.Range(0, Values).Select(_ => 0.020 * Math.Exp(
                Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))),
        ];
        using Activity activity = new Activity("work") { IsAllDataRequested = true }.SetIdFormat(ActivityIdFormat.W3C).Start();
        foreach (double value in values)
        {
            histogram.Record(value, new KeyValuePair<string, object?>("queue", "a \"b\"\\c\nd"));
        }

        return (values, activity.TraceId.ToHexString());
    }
}
