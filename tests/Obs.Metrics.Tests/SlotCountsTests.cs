namespace Obs.Metrics.Tests;

/// <summary>No count is lost where it outgrows the 8 bits that a page begins with, the 16 it grows to, or the 32 after them.</summary>
public sealed class SlotCountsTests
{
    private const int Slot = 1_000;

    private static readonly long[] AllEdges =
    [
        1, 253, 254, 255, 256, 511, 65_279, 65_534, 65_535, 65_536, 1 << 24, uint.MaxValue - 1, uint.MaxValue, uint.MaxValue + 1L, 1L << 40,
        1L << 62,
    ];

    public static TheoryData<long, bool> Edges
    {
        get
        {
            var edges = new TheoryData<long, bool>();
            foreach (long edge in AllEdges)
            {
                edges.Add(edge, false);
                edges.Add(edge, true);
            }

            return edges;
        }
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void A_count_is_exact_on_both_sides_of_an_edge(long edge, bool isApart)
    {
        var counts = new SlotCounts(new CountPagePool(), isApart);
        counts.Add(Slot, edge);
        counts.Add(Slot + 1, 3);
        counts.Increment(Slot);
        counts.Increment(Slot);

        (counts[Slot], counts[Slot + 1], counts[Slot + 2]).Should().Be((edge + 2, 3, 0));
        (counts.LastSlot, Decode(counts)).Should().Be((Slot + 1, $"{Slot}:{edge + 2} {Slot + 1}:3"));
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void Sums_of_counts_are_exact_whichever_of_them_is_wide(long edge, bool isApart)
    {
        foreach ((long one, long other) in new[] { (edge, 5), (5, edge), (edge, edge / 2) })
        {
            var counts = new SlotCounts(new CountPagePool());
            var more = new SlotCounts(isApart: isApart);
            counts.Add(Slot, one);
            more.Add(Slot, other);
            more.Add(5 * Slot, 1);

            counts.AddAll(more);

            Decode(counts).Should().Be($"{Slot}:{one + other} {5 * Slot}:1");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Counting_one_by_one_passes_every_edge(bool isApart)
    {
        var counts = new SlotCounts(new CountPagePool(), isApart);
        for (int i = 1; i <= 70_000; i++)
        {
            counts.Increment(Slot);
            counts.Increment(Slot + (i % 3));
        }

        (counts[Slot], counts[Slot + 1], counts[Slot + 2]).Should().Be((93_333, 23_334, 23_333));
    }

    [Fact]
    public void Pages_come_back_empty_and_take_as_much_as_their_widest_count_needs()
    {
        var pool = new CountPagePool();
        var counts = new SlotCounts(pool);
        foreach ((long count, int planes) in new[] { (1L << 50, 4), (1, 1), (256, 2), (65_535, 2), (65_536, 4), (255, 1) })
        {
            counts.Clear();
            long empty = counts.SizeBytes;
            counts.Add(Slot, count);

            (counts[Slot], counts[Slot + 1]).Should().Be((count, 0));
            (counts.SizeBytes - empty - CountPagePool.PageBytes).Should().Be((planes - 1) * CountPagePool.PageSize + (empty == 0 ? 64 : 0));
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(300, false)]
    [InlineData(70_000, false)]
    [InlineData(70_000, true)]
    [InlineData(1L << 40, false)]
    [InlineData(1L << 40, true)]
    public void Decoding_into_counts_that_are_there_adds_up_across_every_edge(long count, bool isApart)
    {
        var random = new Random(1);
        var source = new SlotCounts(isApart: isApart);
        var sum = new SlotCounts(new CountPagePool(), isApart);
        for (int i = 0; i < 200; i++)
        {
            source.Add(random.Next(2_000), random.NextInt64(1, count + 1));
        }

        byte[] encoded = CountsCodec.Encode(source, out _);
        for (int i = 0; i < 300; i++)
        {
            CountsCodec.AddTo(sum, encoded);
        }

        var reader = new SlotCountsReader(source);
        while (reader.MoveNext())
        {
            sum[reader.Slot].Should().Be(300 * reader.Count);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_added_to_pages_of_any_width_add_up(bool isApart)
    {
        var random = new Random(1);
        var sum = new SlotCounts(new CountPagePool(), isApart);
        long[] expected = new long[500];
        for (int i = 0; i < 2_000; i++)
        {
            var source = new SlotCounts(isApart: isApart && i % 2 == 0);
            for (int j = 0; j < 40; j++)
            {
                int slot = random.Next(expected.Length);
                long count = i % 100 == 99 ? random.Next(100_000) : random.Next(256);
                source.Add(slot, count);
                expected[slot] += count;
            }

            sum.AddAll(source);
        }

        expected.Select((_, slot) => sum[slot]).Should().Equal(expected);
        var reader = new SlotCountsReader(sum);
        while (reader.MoveNext())
        {
            expected[reader.Slot] -= reader.Count;
        }

        expected.Should().OnlyContain(static count => count == 0);
    }

    [Fact]
    public void What_is_reset_counts_anew_in_the_pages_it_has()
    {
        var counts = new SlotCounts(new CountPagePool());
        foreach (long count in new[] { 1L << 50, 300, 1 })
        {
            counts.Add(Slot, count);
            counts.Add(3 * Slot, 2);
            Decode(counts).Should().Be($"{Slot}:{count} {3 * Slot}:2");
            counts.LastSlot.Should().Be(3 * Slot);
            long size = counts.SizeBytes;

            counts.Reset();

            (counts.LastSlot, Decode(counts), counts.SizeBytes).Should().Be((-1, "", size));
        }
    }

    private static string Decode(SlotCounts counts)
    {
        var reader = new CountsReader(CountsCodec.Encode(counts, out _));
        var found = new List<string>();
        while (reader.MoveNext())
        {
            found.Add($"{reader.Slot}:{reader.Count}");
        }

        return string.Join(' ', found);
    }
}
