using System.Globalization;
using System.Text.Json;

namespace Obs.Metrics.Tests;

/// <summary>Against histograms recorded with HdrHistogram.NET, its known faults corrected.</summary>
public sealed class HistogramGoldenTests
{
    // Its running total and its slot widths overflow: its mean is negative and its highest values lie below their own slots.
    private const string OverflowedThere = "14-max-range-long";

    // It rounds the rank to the nearest where everyone else takes the ceiling.
    private static readonly string[] RoundedRankThere =
        ["03-edges p95", "13-powers-of-two p90", "15-expected-interval p75", "15-expected-interval p95"];

    public static TheoryData<string> All => [.. HdrGolden.Names];

    [Fact]
    public void Every_recorded_histogram_is_here() => HdrGolden.Names.Should().HaveCountGreaterThanOrEqualTo(13);

    [Theory]
    [MemberData(nameof(All))]
    public void The_values_are_the_ones_that_were_recorded(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        ulong hash = 1469598103934665603;
        foreach ((long value, _) in golden.Values())
        {
            for (int shift = 0; shift < 64; shift += 8)
            {
                hash = unchecked((hash ^ (byte)(value >> shift)) * 1099511628211);
            }
        }

        hash.ToString("x16", CultureInfo.InvariantCulture).Should().Be(golden["valuesFnv1a64"].GetString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_slots_are_arranged_alike(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        HistogramLayout layout = golden.NewHistogram().Layout;

        layout.HalfCount.Should().Be(golden["layout"].GetProperty("subBucketCount").GetInt32() / 2);

        // Over the whole range of a long it has one bucket that no value falls into.
        int unused = name == OverflowedThere ? 1 : 0;
        layout.BucketCount.Should().Be(golden["layout"].GetProperty("bucketCount").GetInt32() - unused);
        layout.Length.Should().Be(golden["layout"].GetProperty("countsArrayLength").GetInt32() - (unused * layout.HalfCount));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_values_are_counted_and_the_same_ones_rejected(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        Histogram histogram = golden.Recorded();

        histogram.TotalCount.Should().Be(golden.Hdr.GetProperty("totalCount").GetInt64());
        histogram.Rejected.Should().Be(golden.TryGet("rejected", out JsonElement rejected) ? rejected.GetArrayLength() : 0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mean_deviation_and_extremes_agree(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        Histogram histogram = golden.Recorded();
        if (histogram.TotalCount == 0)
        {
            (histogram.Mean, histogram.StandardDeviation, histogram.Min, histogram.Max).Should().Be((0, 0, 0, 0));
            return;
        }

        histogram.Min.Should().Be(golden.Hdr.GetProperty("min").GetInt64());
        if (name == OverflowedThere)
        {
            double exact = golden["exact"].GetProperty("mean").GetDouble();
            histogram.Mean.Should().BeApproximately(exact, exact / 1_000);
            histogram.Max.Should().BeGreaterThanOrEqualTo(golden["exact"].GetProperty("max").GetInt64());
            return;
        }

        histogram.Max.Should().Be(golden.Hdr.GetProperty("max").GetInt64());
        histogram.Mean.Should().BeApproximately(golden.Hdr.GetProperty("mean").GetDouble(), histogram.Mean * 1e-12);
        histogram.StandardDeviation.Should().BeApproximately(
            golden.Hdr.GetProperty("stdDev").GetDouble(), (histogram.StandardDeviation * 1e-9) + 1e-9);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Percentiles_hold_the_exact_value_of_the_rank_rounded_up(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        Histogram histogram = golden.Recorded();
        if (!golden.TryGet("exact", out JsonElement exact))
        {
            return;
        }

        foreach (JsonProperty entry in exact.GetProperty("percentilesNearestRank").EnumerateObject())
        {
            double percentile = double.Parse(entry.Name, CultureInfo.InvariantCulture);
            long value = entry.Value.GetInt64();
            long expected = percentile == 0 ? histogram.LowestEquivalent(value) : histogram.HighestEquivalent(value);

            histogram.ValueAtPercentile(percentile).Should().Be(expected, "p{0}", entry.Name);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Percentiles_agree_but_for_the_known_faults(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        Histogram histogram = golden.Recorded();
        if (name == OverflowedThere || !golden.Hdr.TryGetProperty("percentiles", out JsonElement percentiles))
        {
            return;
        }

        foreach (JsonProperty entry in percentiles.EnumerateObject())
        {
            // Asked for p0, it answers the highest value of the first slot; the lowest is meant.
            double percentile = double.Parse(entry.Name, CultureInfo.InvariantCulture);
            if (percentile > 0 && !RoundedRankThere.Contains($"{name} p{entry.Name}"))
            {
                histogram.ValueAtPercentile(percentile).Should().Be(entry.Value.GetInt64(), "p{0}", entry.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Slots_and_ranks_agree(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        Histogram histogram = golden.Recorded();
        if (name == OverflowedThere || histogram.TotalCount == 0)
        {
            return;
        }

        if (golden.Hdr.TryGetProperty("recordedSlots", out JsonElement slots))
        {
            histogram.RecordedSlots.Select(static s => (s.Lowest, s.Highest, s.Count))
                .Should().Equal(slots.EnumerateArray().Select(static s => (s[0].GetInt64(), s[1].GetInt64(), s[2].GetInt64())));
        }

        foreach (JsonElement pair in golden.Hdr.GetProperty("percentileAtOrBelow").EnumerateArray())
        {
            histogram.PercentileAtOrBelow(pair[0].GetInt64()).Should().BeApproximately(pair[1].GetDouble(), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_encoding_is_the_same_to_the_byte(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);

        HistogramEncoding.Encode(golden.Recorded()).Should().Equal(golden.Bytes("v2Base64"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_form_that_was_written_is_read(string name)
    {
        HdrGolden golden = HdrGolden.Read(name);
        byte[] expected = golden.Bytes("v2Base64");

        foreach (string form in (string[])["v2Base64", "v2CompressedBase64", "v2CompressedZlibBase64"])
        {
            HistogramEncoding.TryDecode(golden.Bytes(form), out Histogram? histogram, out string? error).Should().BeTrue(error);
            HistogramEncoding.Encode(histogram!).Should().Equal(expected, form);
        }
    }
}
