using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary>Sets what was measured in one period against another: rates, shares and each percentile of every operation and dependency, and
/// business metrics.</summary>
internal static class PeriodComparer
{
    private const double Milliseconds = 1_000;
    private const double Percent = 100;
    private const double Minute = 60;

    private static readonly double[] Percentiles = [50, 90, 95, 99, 99.9];

    /// <summary>All differences, those of all requests together first.</summary>
    public static IReadOnlyList<Difference> Compare(IReadOnlyList<MetricWindow> before, IReadOnlyList<MetricWindow> after)
    {
        MetricWindow one = Merge(before);
        MetricWindow other = Merge(after);
        double beforeSeconds = Seconds(before);
        double afterSeconds = Seconds(after);
        IReadOnlyList<OperationSummary> servedBefore = OperationSummaries.Served(one);
        IReadOnlyList<OperationSummary> servedAfter = OperationSummaries.Served(other);
        return
        [
            .. CompareOperation(
                "all requests",
                OperationSummaries.Total("*", servedBefore),
                beforeSeconds,
                OperationSummaries.Total("*", servedAfter),
                afterSeconds),
            .. CompareOperations("", servedBefore, beforeSeconds, servedAfter, afterSeconds),
            .. CompareOperations("call of ", OperationSummaries.Called(one), beforeSeconds, OperationSummaries.Called(other), afterSeconds),
            .. CompareBusiness(one, beforeSeconds, other, afterSeconds),
        ];
    }

    private static IEnumerable<Difference> CompareOperations(
        string kind,
        IReadOnlyList<OperationSummary> before,
        double beforeSeconds,
        IReadOnlyList<OperationSummary> after,
        double afterSeconds)
    {
        OperationSummary none = OperationSummaries.Total("*", []);
        return before.Concat(after).Select(static one => one.Operation).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(name => CompareOperation(kind + name, Find(before, name), beforeSeconds, Find(after, name), afterSeconds));

        OperationSummary Find(IReadOnlyList<OperationSummary> all, string name) => all.FirstOrDefault(one => one.Operation == name) ?? none;
    }

    private static IEnumerable<Difference> CompareOperation(
        string name, OperationSummary before, double beforeSeconds, OperationSummary after, double afterSeconds)
    {
        yield return new Difference(name, "requests", before.Count, after.Count, Chance: null);
        yield return new Difference(
            name,
            "per second",
            Rate(before.Count, beforeSeconds),
            Rate(after.Count, afterSeconds),
            Chances.OfCounts(before.Count, beforeSeconds, after.Count, afterSeconds));
        yield return CompareShare(name, "errors %", before.Errors, before.Count, after.Errors, after.Count);
        yield return CompareShare(name, "faults %", before.Faults, before.Count, after.Faults, after.Count);
        foreach (double percentile in Percentiles)
        {
            yield return ComparePercentile(name, percentile, before.Latency, after.Latency);
        }
    }

    private static Difference CompareShare(string name, string measure, long before, long beforeAll, long after, long afterAll) => new(
        name, measure, Share(before, beforeAll), Share(after, afterAll), Chances.OfShares(before, beforeAll, after, afterAll));

    // Were nothing changed, as large a share of either period would lie above the percentile of both together, whatever the distribution.
    private static Difference ComparePercentile(string name, double percentile, HistogramSnapshot before, HistogramSnapshot after)
    {
        double limit = BucketAt(HistogramSnapshot.Merge([before, after]), percentile);
        long aboveBefore = CountAbove(before, limit);
        long aboveAfter = CountAbove(after, limit);
        return new Difference(
            name,
            FormattableString.Invariant($"p{percentile} ms"),
            before.Count == 0 ? null : before.ValueAtPercentile(percentile) * Milliseconds,
            after.Count == 0 ? null : after.ValueAtPercentile(percentile) * Milliseconds,
            aboveBefore + aboveAfter == 0 ? null : Chances.OfShares(aboveBefore, before.Count, aboveAfter, after.Count));
    }

    private static IEnumerable<Difference> CompareBusiness(
        MetricWindow before, double beforeSeconds, MetricWindow after, double afterSeconds)
    {
        ILookup<string, MetricSeries> one = Business(before);
        ILookup<string, MetricSeries> other = Business(after);
        IEnumerable<string> names = one.Concat(other).Select(static metric => metric.Key).Distinct(StringComparer.Ordinal);
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            double sumBefore = one[name].Sum(static series => series.Sum);
            double sumAfter = other[name].Sum(static series => series.Sum);

            // What counts things can be tested like requests; of money only the amount is known here.
            bool isCounted = one[name].Concat(other[name]).All(static series => series.Unit is ['{', ..]);
            yield return new Difference(
                name,
                "per minute",
                Rate(sumBefore, beforeSeconds) * Minute,
                Rate(sumAfter, afterSeconds) * Minute,
                isCounted ? Chances.OfCounts((long)sumBefore, beforeSeconds, (long)sumAfter, afterSeconds) : null);
        }
    }

    private static ILookup<string, MetricSeries> Business(MetricWindow window) => window.Series
        .Where(static series => series.MeterName == BusinessMetrics.MeterName && series.Kind == InstrumentKind.Counter)
        .ToLookup(static series => series.InstrumentName, StringComparer.Ordinal);

    private static MetricWindow Merge(IReadOnlyList<MetricWindow> windows) =>
        new(windows[0].Start, windows[^1].End, [.. windows.SelectMany(static window => window.Series)]);

    private static double Seconds(IReadOnlyList<MetricWindow> windows) => windows.Sum(static window => window.Duration.TotalSeconds);

    private static double Rate(double count, double seconds) => seconds > 0 ? count / seconds : 0;

    private static double? Share(long part, long all) => all == 0 ? null : Percent * part / all;

    private static double BucketAt(HistogramSnapshot distribution, double percentile)
    {
        double rank = Math.Ceiling(distribution.Count * percentile / 100);
        long seen = 0;
        foreach (HistogramBucket bucket in distribution.Buckets)
        {
            seen += bucket.Count;
            if (seen >= rank)
            {
                return bucket.Value;
            }
        }

        return double.PositiveInfinity;
    }

    private static long CountAbove(HistogramSnapshot distribution, double limit)
    {
        long above = 0;
        foreach (HistogramBucket bucket in distribution.Buckets)
        {
            above += bucket.Value > limit ? bucket.Count : 0;
        }

        return above;
    }
}
