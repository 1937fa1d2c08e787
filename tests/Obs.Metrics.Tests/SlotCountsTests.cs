namespace Obs.Metrics.Tests;

/// <summary>No count is lost where it outgrows the 16 bits of a narrow page, or the 32 of a wide one.</summary>
public sealed class SlotCountsTests
{
    private const int Slot = 1_000;

    public static TheoryData<long> Edges =>
        [1, 65_534, 65_535, 65_536, uint.MaxValue - 1, uint.MaxValue, uint.MaxValue + 1L, 1L << 40, 1L << 62];

    [Theory]
    [MemberData(nameof(Edges))]
    public void A_count_is_exact_on_both_sides_of_an_edge(long edge)
    {
        var counts = new SlotCounts(new CountPagePool());
        counts.Add(Slot, edge);
        counts.Add(Slot + 1, 3);
        counts.Increment(Slot);
        counts.Increment(Slot);

        (counts[Slot], counts[Slot + 1], counts[Slot + 2]).Should().Be((edge + 2, 3, 0));
        (counts.LastSlot, Decode(counts)).Should().Be((Slot + 1, $"{Slot}:{edge + 2} {Slot + 1}:3"));
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void Sums_of_counts_are_exact_whichever_of_them_is_wide(long edge)
    {
        foreach ((long one, long other) in new[] { (edge, 5), (5, edge), (edge, edge / 2) })
        {
            var counts = new SlotCounts(new CountPagePool());
            var more = new SlotCounts();
            counts.Add(Slot, one);
            more.Add(Slot, other);
            more.Add(5 * Slot, 1);

            counts.AddAll(more);

            Decode(counts).Should().Be($"{Slot}:{one + other} {5 * Slot}:1");
        }
    }

    [Fact]
    public void Pages_come_back_empty_and_a_wide_one_is_told_from_a_narrow_one()
    {
        var pool = new CountPagePool();
        var counts = new SlotCounts(pool);
        counts.Add(Slot, 1L << 50);
        long wide = counts.SizeBytes;
        counts.Clear();
        counts.Add(Slot, 1);

        counts[Slot].Should().Be(1);
        counts.SizeBytes.Should().Be(wide - CountPagePool.WideningBytes);
        counts.Add(Slot, 65_535);
        counts[Slot].Should().Be(65_536);
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
