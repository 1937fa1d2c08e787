namespace Obs.Metrics;

/// <summary>Makes one window of several: sums add, extremes meet, distributions merge, levels take the newest.</summary>
internal static class WindowMerger
{
    /// <summary>Merges windows that follow one another, the oldest first; an empty list gives an empty window at
    /// <paramref name="now"/>.</summary>
    public static MetricWindow Merge(IReadOnlyList<MetricWindow> windows, DateTimeOffset now) =>
        Merge(windows, now, static _ => true, pool: null);

    /// <summary>Merges what is wanted of windows that follow one another.</summary>
    public static MetricWindow Merge(
        IReadOnlyList<MetricWindow> windows, DateTimeOffset now, Func<MetricSeries, bool> isWanted, CountPagePool? pool)
    {
        if (windows.Count == 0)
        {
            return new MetricWindow(now, now, []);
        }

        var merged = new Dictionary<SeriesIdentity, SeriesMerger>();
        TimeSpan duration = TimeSpan.Zero;
        foreach (MetricWindow window in windows)
        {
            duration += window.Duration;
            foreach (MetricSeries series in window.Series)
            {
                if (isWanted(series))
                {
                    GetOrAdd(merged, series.Identity, pool).Add(series);
                }
            }
        }

        return new MetricWindow(windows[0].Start, windows[^1].End, duration, [.. merged.Values.Select(static m => m.Complete())])
        {
            TopK = [.. windows.SelectMany(static w => w.TopK).GroupBy(static t => t.Name).Select(static g => MetricTopK.Merge([.. g]))],
        };
    }

    private static SeriesMerger GetOrAdd(Dictionary<SeriesIdentity, SeriesMerger> merged, SeriesIdentity identity, CountPagePool? pool)
    {
        if (!merged.TryGetValue(identity, out SeriesMerger? merger))
        {
            merger = new SeriesMerger(identity, pool);
            merged.Add(identity, merger);
        }

        return merger;
    }
}
