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

    /// <summary>The rankings of all windows by name, each as one.</summary>
    public static MetricTopK[] MergeTopK(IReadOnlyList<MetricWindow> windows) => MergeTopK(windows, MetricsQuery.Everything, int.MaxValue);

    /// <summary>Those that a query names, with no more than <paramref name="most"/> entries where they are merged.</summary>
    public static MetricTopK[] MergeTopK(IReadOnlyList<MetricWindow> windows, MetricsQuery query, int most)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        VisitTopK(windows, ranking => _ = query.MatchesName(ranking.Name) && names.Add(ranking.Name));
        var parts = new List<MetricTopK>(windows.Count);
        var merged = new List<MetricTopK>(names.Count);
        foreach (string name in names)
        {
            parts.Clear();
            VisitTopK(windows, ranking =>
            {
                if (ranking.Name == name)
                {
                    parts.Add(ranking);
                }
            });
            merged.Add(MetricTopK.Merge(parts, Math.Min(most, parts[0].Capacity)));
        }

        return [.. merged];
    }

    private static void VisitTopK(IReadOnlyList<MetricWindow> windows, Action<MetricTopK> visit)
    {
        for (int i = 0; i < windows.Count; i++)
        {
            IReadOnlyList<MetricTopK> rankings = windows[i].TopK;
            for (int j = 0; j < rankings.Count; j++)
            {
                visit(rankings[j]);
            }
        }
    }

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
