namespace Obs.Metrics;

/// <summary>Divides closed windows into steps, few enough that values over time cost a bounded answer.</summary>
internal static class Timeline
{
    private const int MaxSteps = 120;
    private const int MaxPoints = 10_000;

    /// <summary>The windows in groups, more than one to a group where they are more than the lines of the report allow.</summary>
    public static IReadOnlyList<MetricWindow[]> Steps(IReadOnlyList<MetricWindow> windows, int lines)
    {
        int most = Math.Clamp(MaxPoints / Math.Max(lines, 1), 1, MaxSteps);
        int perStep = Math.Max((windows.Count + most - 1) / most, 1);
        return [.. windows.Chunk(perStep)];
    }
}
