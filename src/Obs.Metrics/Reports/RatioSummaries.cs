namespace Obs.Metrics;

/// <summary>Puts the two counters of each ratio together again.</summary>
internal static class RatioSummaries
{
    public static IReadOnlyList<RatioSummary> Of(IEnumerable<MetricSeries> business)
    {
        MetricSeries[] all = [.. business.Where(static s => s.Kind == InstrumentKind.Counter)];
        return
        [
            .. from attempts in all
               where attempts.InstrumentName.EndsWith(BusinessRatio.AttemptsSuffix, StringComparison.Ordinal)
               let name = attempts.InstrumentName[..^BusinessRatio.AttemptsSuffix.Length]
               let hits = Array.Find(
                   all, s => s.InstrumentName == name + BusinessRatio.HitsSuffix && s.Dimensions.SequenceEqual(attempts.Dimensions))
               select new RatioSummary(name, attempts.Dimensions, hits?.Sum ?? 0, attempts.Sum),
        ];
    }
}
