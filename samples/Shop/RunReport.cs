using System.Buffers;
using Obs.Metrics;

namespace Shop;

/// <summary>The storefront's report of a run as one page, with what only the launcher knows: how long visitors waited.</summary>
internal static class RunReport
{
    /// <summary>Reads the snapshots that the storefront has left and writes the page beside them.</summary>
    /// <param name="folder">Where the services keep their snapshots.</param>
    /// <param name="window">How much of them the page tells of.</param>
    /// <param name="waited">What visitors and services measured.</param>
    /// <returns>Where the page is.</returns>
    public static string Write(string folder, TimeSpan window, IReadOnlyList<WaitingTimes> waited)
    {
        var snapshots = MetricSnapshots.Read(Path.Combine(folder, SummaryBuilder.Entrance));
        var page = new ArrayBufferWriter<byte>();
        MetricsReport.Of(snapshots, window).Write(page, ReportFormat.Html, [Waiting(waited), OrderSizes(snapshots.Windows)]);
        string path = Path.GetFullPath(Path.Combine(folder, "report.html"));
        File.WriteAllBytes(path, page.WrittenSpan);
        return path;
    }

    private static ReportSection Waiting(IReadOnlyList<WaitingTimes> waited) => new(
        "waiting",
        "How long visitors waited, in milliseconds",
        [new("who", "Who measured"), .. WaitingTimes.Percentiles.Select(static p => KeyValuePair.Create($"p{p}", $"p{p}"))],
        textColumns: 1,
        [.. waited.Select(static times => (object?[])[times.Subject, .. times.Values.Select(static value => (object)value)])]);

    private static ReportSection OrderSizes(IReadOnlyList<MetricWindow> windows)
    {
        IEnumerable<MetricSeries> orders = windows.SelectMany(static window => window.Series)
            .Where(static series => series is { InstrumentName: "OrderSize", Kind: InstrumentKind.Histogram });
        var sizes = HistogramSnapshot.Merge(orders.Select(static series => series.Histogram!));
        var rows = new List<IReadOnlyList<object?>>();
        foreach (HistogramBucket bucket in sizes.Buckets)
        {
            rows.Add([bucket.Value, bucket.Count]);
        }

        return new ReportSection(
            "orderSizes", "Orders by size", [new("items", "Items"), new("orders", "Orders")], textColumns: 0, rows);
    }
}
