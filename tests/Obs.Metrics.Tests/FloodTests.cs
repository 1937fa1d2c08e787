using System.Diagnostics.Metrics;

namespace Obs.Metrics.Tests;

/// <summary>Tag values without end: sums stay exact, memory stays under the cap, and what is lost is said.</summary>
public sealed class FloodTests
{
    private const int Values = 100_000;

    [Fact]
    public void A_hundred_thousand_values_and_then_as_many_others_leave_the_sums_exact_and_the_memory_under_the_cap()
    {
        using CollectorHarness harness = new CollectorHarness(CollectorHarness.HearOnlyItself).Start();
        Histogram<double> histogram = harness.Meter.CreateHistogram<double>("duration", "s");

        Flood(histogram, "first");
        List<MetricSeries> first = harness.Take();
        Flood(histogram, "second");
        List<MetricSeries> second = harness.Take();

        (first.Sum(static s => s.Count), first.Sum(static s => s.Sum)).Should().Be((Values, Values * 0.5));
        (second.Sum(static s => s.Count), second.Sum(static s => s.Sum)).Should().Be((Values, Values * 0.5));
        first.Should().HaveCount(2_001);
        second.Should().ContainSingle("the series of the first flood keep their room until they are idle")
            .Which.Dimension("obs.overflow").Should().Be("true");
        harness.Collector.Budget.Bytes.Should().BeLessThanOrEqualTo(16 << 20);
        harness.Account.Overflowed.Should().Be((2 * Values) - 2_000);
    }

    [Fact]
    public void Once_the_first_are_idle_the_others_get_their_room()
    {
        using CollectorHarness harness = new CollectorHarness(static o =>
        {
            CollectorHarness.HearOnlyItself(o);
            o.IdleTimeout = o.Interval;
        }).Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");
        for (int i = 0; i < 2_000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("user", $"first-{i}"));
        }

        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += harness.Take().Sum(static s => s.Sum);
        }

        counter.Add(1, new KeyValuePair<string, object?>("user", "second"));

        harness.Take().Should().ContainSingle().Which.Dimension("user").Should().Be("second");
        sum.Should().Be(2_000);
    }

    [Fact]
    public void Series_whose_tags_look_alike_to_a_cheap_hash_are_told_apart()
    {
        using CollectorHarness harness = new CollectorHarness(CollectorHarness.HearOnlyItself).Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");
        string[] values =
            [
                "", "a", "b", "ab", "ba", "abc", "abcdefgh", "abcdefgi", "bbcdefgh", "abcdefghabcdefgh", "abcdefghabcdefgi",
                "abcdefghijklmnopqrstuvwx",
            ];

        foreach (string one in values)
        {
            foreach (string other in values)
            {
                counter.Add(1, new KeyValuePair<string, object?>("one", one), new KeyValuePair<string, object?>("other", other));
                counter.Add(
                    1,
                    new KeyValuePair<string, object?>("one", new string(one)),
                    new KeyValuePair<string, object?>("other", new string(other)));
            }
        }

        harness.Take().Should().HaveCount(values.Length * values.Length).And.OnlyContain(static s => s.Sum == 2);
    }

    private static void Flood(Histogram<double> histogram, string prefix)
    {
        for (int i = 0; i < Values; i++)
        {
            histogram.Record(0.5, new KeyValuePair<string, object?>("user", $"{prefix}-{i}"));
        }
    }
}
