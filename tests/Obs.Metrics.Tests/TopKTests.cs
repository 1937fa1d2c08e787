using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class TopKTests
{
    [Fact]
    public void While_there_is_room_every_count_is_exact()
    {
        var sketch = new SpaceSaving(3);
        sketch.Add("a", 1);
        sketch.Add("b", 5);
        sketch.Add("a", 1);

        MetricTopK taken = sketch.Take("keys");

        taken.Entries.Select(static e => (e.Key, e.Count, e.Error)).Should().Equal(("b", 5, 0), ("a", 2, 0));
        (taken.Total, taken.Floor, sketch.Take("keys").Total).Should().Be((7, 0, 0));
    }

    [Fact]
    public void The_truth_lies_within_the_stated_error_also_after_merging()
    {
        var random = new Random(7);
        var truth = new Dictionary<string, long>();
        var parts = new List<MetricTopK>();
        for (int window = 0; window < 20; window++)
        {
            var sketch = new SpaceSaving(50);
            for (int i = 0; i < 5_000; i++)
            {
                // A few keys are hot, and the tail is long.
                string key = $"k{(int)(Math.Pow(random.NextDouble(), 4) * 3_000)}";
                sketch.Add(key, 1);
                truth[key] = truth.GetValueOrDefault(key) + 1;
            }

            parts.Add(sketch.Take("keys"));
        }

        var merged = MetricTopK.Merge(parts);

        merged.Total.Should().Be(100_000);
        merged.Entries.Should().HaveCount(50).And.OnlyContain(e => truth[e.Key] <= e.Count && truth[e.Key] >= e.Count - e.Error);
        truth.Where(t => t.Value > merged.Floor).Select(static t => t.Key).Should().BeSubsetOf(merged.Entries.Select(static e => e.Key));
        merged.Entries[0].Key.Should().Be("k0");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(400)]
    [InlineData(1_000)]
    public void The_first_of_a_merged_ranking_are_those_of_the_whole_in_the_same_order(int most)
    {
        var random = new Random(1);
        MetricTopK[] parts =
        [
            .. Enumerable.Range(0, 30).Select(_ => new MetricTopK(
                "keys", 1_000, total: 10_000, floor: 1,
                [
                    .. Enumerable.Range(0, 100).Select(_ => $"k{random.Next(500)}").Distinct()
                        .Select(k => new TopKEntry(k, random.Next(2, 9), 1)),
                ])),
        ];
        MetricTopK whole = MetricTopK.Merge(parts, int.MaxValue);

        var first = MetricTopK.Merge(parts, most);

        first.Entries.Select(static e => (e.Key, e.Count, e.Error))
            .Should().Equal(whole.Entries.Take(most).Select(static e => (e.Key, e.Count, e.Error)));
        first.Floor.Should().Be(most < whole.Entries.Count ? Math.Max(whole.Floor, whole.Entries[most].Count) : whole.Floor);
    }

    [Fact]
    public async Task No_count_is_lost_under_contention()
    {
        const int PerWriter = 100_000;
        var recorder = new TopKRecorder("keys", 10);
        Task[] writers = [.. Enumerable.Range(0, 4).Select(w => Task.Run(() =>
        {
            for (int i = 0; i < PerWriter; i++)
            {
                recorder.Add(i % 2 == 0 ? "hot" : $"cold{i % 100}", 1);
            }
        }))];
        long total = 0;
        while (!Task.WhenAll(writers).IsCompleted)
        {
            total += recorder.Take()?.Total ?? 0;
        }

        await Task.WhenAll(writers);
        total += recorder.Take()?.Total ?? 0;

        total.Should().Be(4 * PerWriter);
    }

    [Fact]
    public void Counting_keys_allocates_nothing_once_warm_however_many_there_are()
    {
        var recorder = new TopKRecorder("keys", 100);
        string[] keys = [.. Enumerable.Range(0, 10_000).Select(static i => $"key-{i}")];
        Action<string> add = key => recorder.Add(key, 1);

        Allocations.PerCall(() => Array.ForEach(keys, add), calls: 1).Should().Be(0);
    }

    [Fact]
    public void The_total_is_a_counter_and_what_is_no_key_is_rejected()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        var recorders = new TopKRecorders();
        BusinessTopK viewed = new BusinessMetrics(harness.Factory, recorders, harness.Account).CreateTopK("Viewed");
        viewed.Add("tea");
        viewed.Add(new string('x', 1_000), 2);
        viewed.Add(null);
        viewed.Add("");
        viewed.Add("tea", -1);

        harness.TakeAll().Single(static s => s.InstrumentName == "Viewed").Sum.Should().Be(3);
        recorders.TakeInterval().Should().ContainSingle().Which.Entries.Select(static e => e.Key.Length).Should().Equal(255, 3);
        harness.Account.Rejected.Should().Be(3);
    }
}
