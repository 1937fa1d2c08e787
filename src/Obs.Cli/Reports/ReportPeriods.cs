using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary>The windows a report tells of, and those it is compared with.</summary>
/// <param name="After">The windows told of.</param>
/// <param name="Before">The windows compared with; null where there is nothing to compare.</param>
internal sealed record ReportPeriods(IReadOnlyList<MetricWindow> After, IReadOnlyList<MetricWindow>? Before)
{
    /// <summary>Chooses from what was read.</summary>
    /// <param name="windows">The windows of the service, the oldest first.</param>
    /// <param name="length">How long a period may be; null for as long as there is.</param>
    /// <param name="since">The moment that parts what was before from what came after; null for none.</param>
    /// <param name="others">The windows of another store to compare with; null for none.</param>
    /// <exception cref="InvalidDataException">One of the periods is empty.</exception>
    public static ReportPeriods Choose(
        IReadOnlyList<MetricWindow> windows, TimeSpan? length, DateTimeOffset? since, IReadOnlyList<MetricWindow>? others)
    {
        if (since is not { } moment)
        {
            return new(
                Newest(windows, length), others is null ? null : Required(Newest(others, length), "in the snapshots to compare with"));
        }

        MetricWindow[] after = Required(
            Oldest([.. windows.Where(window => window.Start >= moment)], length), $"that begins at {moment:u} or later");
        TimeSpan asLong = TimeSpan.FromTicks(after.Sum(static window => window.Duration.Ticks));
        MetricWindow[] before = Required(
            Newest([.. windows.Where(window => window.End <= moment)], asLong), $"that ends at {moment:u} or before");
        return new(after, before);
    }

    private static MetricWindow[] Required(MetricWindow[] windows, string where) =>
        windows.Length > 0 ? windows : throw new InvalidDataException($"There is no metric snapshot {where}.");

    private static MetricWindow[] Newest(IReadOnlyList<MetricWindow> windows, TimeSpan? length) =>
        [.. Oldest([.. windows.Reverse()], length).Reverse()];

    // At least one: a window may be longer than what was asked for.
    private static MetricWindow[] Oldest(IReadOnlyList<MetricWindow> windows, TimeSpan? length)
    {
        TimeSpan covered = TimeSpan.Zero;

        // A closed window is longer than the interval by what its timer was late.
        TimeSpan? limit = length + (length / 100);
        return [.. windows.TakeWhile((window, index) => limit is null || (covered += window.Duration) <= limit || index == 0)];
    }
}
