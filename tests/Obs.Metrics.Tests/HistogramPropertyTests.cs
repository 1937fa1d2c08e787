using FsCheck;
using FsCheck.Fluent;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class HistogramPropertyTests
{
    private static readonly Gen<List<double>> Seconds =
        Gen.Choose(1, 2_000_000_000).Select(static nanos => nanos / 1e7).NonEmptyListOf();

    private static readonly Gen<List<long>> Longs =
        Gen.Choose(0, 62).SelectMany(static bits => Gen.Choose(0, int.MaxValue).Select(n => ((1L << bits) - 1) ^ (n & ((1L << bits) - 1))))
            .NonEmptyListOf();

    [Fact]
    public void A_percentile_is_within_half_a_percent_of_the_exact_value_at_two_digits() =>
        Prop.ForAll(Seconds.ToArbitrary(), Gen.Choose(0, 1000).Select(static p => p / 10.0).ToArbitrary(), static (values, percentile) =>
        {
            double exact = values.Order().ElementAt(Math.Max((int)Math.Ceiling(values.Count * percentile / 100 * (1 - 1e-15)), 1) - 1);

            return Math.Abs(HistogramSnapshot.FromValues(values).ValueAtPercentile(percentile) - exact) <= exact * 0.005;
        }).ShouldHold();

    [Fact]
    public void Merging_is_commutative_and_associative_and_the_same_as_recording_together() =>
        Prop.ForAll(Seconds.ToArbitrary(), Seconds.ToArbitrary(), Seconds.ToArbitrary(), static (a, b, c) =>
        {
            HistogramSnapshot x = HistogramSnapshot.FromValues(a);
            HistogramSnapshot y = HistogramSnapshot.FromValues(b);
            HistogramSnapshot z = HistogramSnapshot.FromValues(c);
            HistogramSnapshot together = HistogramSnapshot.FromValues([.. a, .. b, .. c]);

            return IsSame(HistogramSnapshot.Merge([HistogramSnapshot.Merge([x, y]), z]), together)
                && IsSame(HistogramSnapshot.Merge([x, HistogramSnapshot.Merge([y, z])]), together)
                && IsSame(HistogramSnapshot.Merge([z, y, x]), together);
        }).ShouldHold();

    [Fact]
    public void What_is_encoded_is_decoded() =>
        Prop.ForAll(Longs.ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), static (values, digits) =>
        {
            Histogram histogram = Record(values, digits);
            byte[] encoded = HistogramEncoding.EncodeCompressed(histogram);

            return HistogramEncoding.TryDecode(encoded, out Histogram? read, out _)
                && read.TotalCount == values.Count
                && HistogramEncoding.Encode(read).AsSpan().SequenceEqual(HistogramEncoding.Encode(histogram));
        }).ShouldHold();

    [Fact]
    public void A_value_lies_in_a_slot_no_wider_than_its_digits_allow() =>
        Prop.ForAll(Longs.ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), static (values, digits) =>
        {
            Histogram histogram = Record(values, digits);

            return values.TrueForAll(v => histogram.LowestEquivalent(v) <= v && v <= histogram.HighestEquivalent(v)
                && histogram.HighestEquivalent(v) - histogram.LowestEquivalent(v) <= v / Math.Pow(10, digits));
        }).ShouldHold();

    [Fact]
    public void Subtracting_what_was_added_leaves_what_was_there() =>
        Prop.ForAll(Longs.ToArbitrary(), Longs.ToArbitrary(), static (a, b) =>
        {
            Histogram histogram = Record(a, 3);
            Histogram other = Record(b, 3);
            histogram.Add(other);
            histogram.Subtract(other);

            return histogram.RecordedSlots.SequenceEqual(Record(a, 3).RecordedSlots) && histogram.TotalCount == a.Count;
        }).ShouldHold();

    private static Histogram Record(List<long> values, int digits)
    {
        var histogram = new Histogram(digits);
        values.ForEach(histogram.Record);
        return histogram;
    }

    // The order of additions moves the last bits of a sum of doubles.
    private static bool IsSame(HistogramSnapshot one, HistogramSnapshot other) =>
        one.EncodedCounts.Span.SequenceEqual(other.EncodedCounts.Span)
        && (one.Count, one.Min, one.Max) == (other.Count, other.Min, other.Max)
        && Math.Abs(one.Sum - other.Sum) <= other.Sum * 1e-12;
}
