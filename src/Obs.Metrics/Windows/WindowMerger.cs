namespace Obs.Metrics;

/// <summary>Makes one window of several: sums add, extremes meet, distributions merge, levels take the newest.</summary>
internal static class WindowMerger
{
    /// <summary>Merges windows that follow one another, the oldest first; an empty list gives an empty window at
    /// <paramref name="now"/>.</summary>
    public static MetricWindow Merge(IReadOnlyList<MetricWindow> windows, DateTimeOffset now) => windows.Count == 0
        ? new MetricWindow(now, now, [])
        : new MetricWindow(windows[0].Start, windows[^1].End, DurationOf(windows), MergeSeries(windows))
        {
            TopK = MergeTopK(windows),
        };

    /// <summary>The time that windows cover, without the gaps between them.</summary>
    public static TimeSpan DurationOf(IReadOnlyList<MetricWindow> windows)
    {
        TimeSpan duration = TimeSpan.Zero;
        for (int i = 0; i < windows.Count; i++)
        {
            duration += windows[i].Duration;
        }

        return duration;
    }

    public static MetricTopK[] MergeTopK(IReadOnlyList<MetricWindow> windows) =>
        [.. windows.SelectMany(static w => w.TopK).GroupBy(static t => t.Name).Select(static g => MetricTopK.Merge([.. g]))];

    private static MetricSeries[] MergeSeries(IReadOnlyList<MetricWindow> windows)
    {
        var merged = new List<MetricSeries>();
        var walk = new WindowWalk(windows);
        using var tally = new SeriesTally();
        while (walk.Next() is { } next)
        {
            tally.Begin(next);
            while (walk.Take(next, byOperation: false) is { } series)
            {
                tally.Add(series);
            }

            merged.Add(tally.ToSeries());
        }

        return [.. merged];
    }
}
