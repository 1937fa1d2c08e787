namespace Obs.Metrics;

/// <summary>Divides closed windows into steps, few enough that values over time cost a bounded answer.</summary>
internal static class Timeline
{
    private const int MaxSteps = 120;
    private const int MaxPoints = 10_000;

    /// <summary>The windows in steps, merged where they are more than the lines of the report allow.</summary>
    public static MetricWindow[] Steps(MetricWindow[] windows, int lines)
    {
        int most = Math.Clamp(MaxPoints / Math.Max(lines, 1), 1, MaxSteps);
        int perStep = Math.Max((windows.Length + most - 1) / most, 1);
        return [.. windows.Chunk(perStep).Select(static chunk => WindowMerger.Merge(chunk, chunk[0].Start))];
    }
}
