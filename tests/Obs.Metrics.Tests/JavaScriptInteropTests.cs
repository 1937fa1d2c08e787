using System.Globalization;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>Against hdr-histogram-js: it reads what we write, we read what it writes, and both answer alike.</summary>
public sealed class JavaScriptInteropTests
{
    private const int StepsPerHalf = 5;

    private static readonly double[] Percentiles = [25, 50, 75, 90, 99, 99.9, 100];

    [RequiresToolFact("node")]
    public async Task Both_read_one_another_and_answer_alike()
    {
        // Its numbers are doubles, which do not hold the ends of a long.
        string[] names = [.. HdrGolden.Names.Where(static n => n != "14-max-range-long")];
        Histogram[] ours = [.. names.Select(static n => HdrGolden.Read(n).Recorded())];
        using var log = new StringWriter(CultureInfo.InvariantCulture);
        HistogramLog.WriteHeader(log, DateTimeOffset.UnixEpoch);
        for (int i = 0; i < ours.Length; i++)
        {
            HistogramLog.Write(log, new HistogramLogEntry(i, TimeSpan.FromSeconds(1.5), ours[i]) { Tag = $"t{i}" }, maxValueUnit: 1);
        }

        JsonElement theirs = await JavaScriptPeer.ExchangeAsync([.. ours.Select(HistogramEncoding.EncodeCompressed)], log.ToString());

        JsonElement[] described = [.. theirs.GetProperty("histograms").EnumerateArray()];
        JsonElement[] read = [.. theirs.GetProperty("read").EnumerateArray()];
        string[] written = [.. theirs.GetProperty("log").GetString()!.Split('\n').Where(static l => l.Length > 0)];
        HistogramLogEntry[] entries = [.. written.Select(Read).OfType<HistogramLogEntry>()];
        for (int i = 0; i < ours.Length; i++)
        {
            ShouldAgree(ours[i], described[i], names[i]);
            (read[i].GetProperty("tag").GetString(), read[i].GetProperty("totalCount").GetInt64()).Should()
                .Be(($"t{i}", ours[i].TotalCount));
            (entries[i].Tag, entries[i].Start, entries[i].Duration).Should().Be(($"n{i}", i, TimeSpan.FromSeconds(2)));
            HistogramEncoding.Encode(entries[i].Histogram).Should().Equal(HistogramEncoding.Encode(ours[i]), names[i]);
        }
    }

    private static HistogramLogEntry? Read(string line)
    {
        HistogramLog.TryReadLine(line, out HistogramLogEntry? entry, out string? error).Should().BeTrue(error);
        return entry;
    }

    private static void ShouldAgree(Histogram ours, JsonElement theirs, string name)
    {
        theirs.GetProperty("totalCount").GetInt64().Should().Be(ours.TotalCount, name);
        theirs.GetProperty("max").GetInt64().Should().Be(ours.Max, name);
        theirs.GetProperty("mean").GetDouble().Should().BeApproximately(ours.Mean, (ours.Mean * 1e-9) + 1e-9, name);
        theirs.GetProperty("stdDev").GetDouble().Should().BeApproximately(ours.StandardDeviation, (ours.Mean * 1e-6) + 1e-9, name);
        theirs.GetProperty("percentiles").EnumerateArray().Select(static p => p.GetInt64())
            .Should().Equal(Percentiles.Select(ours.ValueAtPercentile), name);
        theirs.GetProperty("steps").EnumerateArray()
            .Select(static s => (s[0].GetInt64(), s[1].GetInt64(), s[2].GetInt64(), Math.Round(s[3].GetDouble(), 9)))
            .Should().Equal(
                ours.Percentiles(StepsPerHalf).Select(static s => (s.Value, s.Count, s.TotalCount, Math.Round(s.Percentile, 9))), name);
        HistogramEncoding.TryDecode(theirs.GetProperty("encoded").GetBytesFromBase64(), out Histogram? back, out string? error).Should()
            .BeTrue(error);
        HistogramEncoding.Encode(back!).Should().Equal(HistogramEncoding.Encode(ours), name);
    }
}
