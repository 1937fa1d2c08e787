using System.Runtime.CompilerServices;

namespace Obs.Metrics.Tests;

/// <summary>What threads that met on one series write shares no cache line with what others read or write, wherever the collector puts
/// it.</summary>
public sealed class CacheLineTests
{
    private const int Line = 64;
    private const int Pair = 2 * Line; // Processors fetch lines in pairs.
    private const int ArrayHeader = 3 * 8;

    [Fact]
    public void A_stripe_that_lies_apart_has_room_on_both_sides()
    {
        var apart = new ApartStripe(counts: null);
        ref byte before = ref Unsafe.As<ApartStripe.Room, byte>(ref apart.Before);
        ref byte stripe = ref Unsafe.As<RecorderStripe, byte>(ref apart.Stripe);
        ref byte behind = ref Unsafe.As<ApartStripe.Room, byte>(ref apart.Behind);

        ((int)Unsafe.ByteOffset(ref before, ref stripe)).Should().BeGreaterThanOrEqualTo(Pair);
        ((int)Unsafe.ByteOffset(ref stripe, ref behind)).Should().BeGreaterThanOrEqualTo(Unsafe.SizeOf<RecorderStripe>());
        Unsafe.SizeOf<ApartStripe.Room>().Should().Be(Pair);
        ApartStripe.SizeBytes.Should().BeInRange((2 * Pair) + Unsafe.SizeOf<RecorderStripe>() + 16, 4 * Pair);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(70_000)] // Four planes.
    public void What_is_counted_on_pages_that_lie_apart_is_two_lines_apart(long count)
    {
        var counts = new SlotCounts(new CountPagePool(), isApart: true);
        counts.Add(0, count);

        byte[] page = counts.Pages[0]!;
        int before = CountPage.PlaceOf(page, 0);
        int behind = page.Length - before - CountPagePool.PageSize;

        Math.Min(before + ArrayHeader, behind).Should().BeGreaterThanOrEqualTo(Line);
        (behind + ArrayHeader + before).Should().BeGreaterThanOrEqualTo(Pair);
    }

    [Fact]
    public void Counts_of_a_latency_series_that_lie_apart_take_as_much_as_those_of_one_thread_may()
    {
        var scale = new ValueScale(ValueScale.FractionalUnit, digits: 2);
        var counts = new SlotCounts(new CountPagePool(), isApart: true);
        foreach (double seconds in LatencyData.Lognormal(1_000_000, 0.020, 1))
        {
            counts.Increment(scale.IndexOf(seconds));
        }

        counts.SizeBytes.Should().BeLessThanOrEqualTo(8 << 10);
    }
}
