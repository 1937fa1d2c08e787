namespace Obs.Metrics;

/// <summary>Which exemplars to keep of many: those that lead to the slowest, to a few that failed, and to a few typical
/// measurements.</summary>
internal static class ExemplarChoice
{
    private const int Failed = 2;

    /// <summary>The choice, the highest first.</summary>
    /// <param name="all">The exemplars of several windows or series.</param>
    /// <param name="failed">Those among them whose measurement failed.</param>
    /// <param name="median">What is typical.</param>
    public static IReadOnlyList<Exemplar> Of(IReadOnlyCollection<Exemplar>? all, IReadOnlyCollection<Exemplar>? failed, double median)
    {
        if (all is null || all.Count == 0)
        {
            return [];
        }

        Exemplar[] sorted = [.. all.OrderByDescending(static e => e.Value)];
        IEnumerable<Exemplar> slowest = sorted.Take(KeptTraces.Capacity);
        IEnumerable<Exemplar> slowestFailed = (failed ?? []).OrderByDescending(static e => e.Value).Take(Failed);
        IEnumerable<Exemplar> typical = sorted.Skip(KeptTraces.Capacity)
            .OrderBy(e => Math.Abs(e.Value - median)).Take(KeptTraces.TypicalCapacity);
        return [.. slowest.Concat(slowestFailed).Concat(typical).Distinct().OrderByDescending(static e => e.Value)];
    }
}
