namespace Obs.Metrics.Tests;

/// <summary>The promise behind every percentile: within half a percent of the exact nearest-rank value at two digits, however often
/// merged.</summary>
public sealed class PercentileErrorTests
{
    private const int Count = 100_000;
    private const int Windows = 30;

    public static TheoryData<string> DataSets => [.. Data.Keys];

    private static Dictionary<string, Func<double[]>> Data => new()
    {
        ["median 20 ms"] = static () => LatencyData.Lognormal(Count, 0.020, 1),
        ["median 20 ms, wide"] = static () => LatencyData.Lognormal(Count, 0.020, 2),
        ["median 300 us, narrow"] = static () => LatencyData.Lognormal(Count, 0.000_3, 0.5),
        ["8 ms and 2 s"] = static () => LatencyData.Bimodal(Count),
    };

    [Theory]
    [MemberData(nameof(DataSets))]
    public void Every_percentile_is_within_half_a_percent_at_every_aggregation(string dataSet)
    {
        double[] values = Data[dataSet]();
        double[] sorted = [.. values.Order()];
        var recorder = new StripedRecorder(new ValueScale(ValueScale.FractionalUnit, 2), new CountPagePool());
        HistogramSnapshot[] windows = [.. values.Chunk(Count / Windows).Select(chunk => Record(recorder, chunk))];
        HistogramSnapshot[] tens = [.. windows.Chunk(10).Select(HistogramSnapshot.Merge)];

        WorstError(HistogramSnapshot.Merge(windows), sorted).Should().BeLessThanOrEqualTo(0.005);
        WorstError(HistogramSnapshot.Merge(tens), sorted).Should().BeLessThanOrEqualTo(0.005);
        WorstError(windows[0], [.. values.Take(Count / Windows).Order()]).Should().BeLessThanOrEqualTo(0.005);
    }

    private static HistogramSnapshot Record(StripedRecorder recorder, double[] values)
    {
        foreach (double value in values)
        {
            recorder.TryRecord(value);
        }

        return recorder.TakeInterval().ToSnapshot()!;
    }

    private static double WorstError(HistogramSnapshot snapshot, double[] sorted) =>
        Enumerable.Range(10, 990).Select(static tenth => tenth / 10.0).Max(percentile =>
        {
            double exact = sorted[(int)Rank.Of(percentile, sorted.Length) - 1];
            return Math.Abs(snapshot.ValueAtPercentile(percentile) - exact) / exact;
        });
}
