namespace Obs.Metrics;

/// <summary>Which of a row of closed windows belong to a length of time.</summary>
internal static class WindowSelection
{
    /// <summary>The newest windows that together cover no more than <paramref name="last"/>, at least one.</summary>
    public static MetricWindow[] Newest(IReadOnlyList<MetricWindow> all, TimeSpan last)
    {
        int first = all.Count;
        TimeSpan covered = TimeSpan.Zero;

        // A closed window is longer than the interval by what its timer was late.
        TimeSpan limit = last + (last / 100);
        while (first > 0 && (first == all.Count || covered + all[first - 1].Duration <= limit))
        {
            first--;
            covered += all[first].Duration;
        }

        return [.. all.Skip(first)];
    }
}
