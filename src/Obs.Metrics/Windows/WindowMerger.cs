namespace Obs.Metrics;

/// <summary>Makes one window of several: sums add, extremes meet, distributions merge, levels take the newest.</summary>
internal static class WindowMerger
{
    /// <summary>Merges windows that follow one another, the oldest first; an empty list gives an empty window at <paramref name="now"/>.</summary>
    public static MetricWindow Merge(IReadOnlyList<MetricWindow> windows, DateTimeOffset now)
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
                if (!merged.TryGetValue(series.Identity, out SeriesMerger? merger))
                {
                    merger = new SeriesMerger(series.Identity);
                    merged.Add(series.Identity, merger);
                }

                merger.Add(series);
            }
        }

        return new MetricWindow(windows[0].Start, windows[^1].End, duration, [.. merged.Values.Select(static m => m.ToSeries())])
        {
            TopK = [.. windows.SelectMany(static w => w.TopK).GroupBy(static t => t.Name).Select(static g => MetricTopK.Merge([.. g]))],
        };
    }
}
