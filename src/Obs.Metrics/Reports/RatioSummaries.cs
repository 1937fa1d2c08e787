namespace Obs.Metrics;

/// <summary>Puts the two counters of each ratio together again, as a report passes by them.</summary>
internal sealed class RatioSummaries
{
    private readonly List<(SeriesIdentity Series, double Sum)> _attempts = [];
    private readonly List<(SeriesIdentity Series, double Sum)> _hits = [];

    /// <summary>In the order of the attempts.</summary>
    public IReadOnlyList<RatioSummary> All =>
    [
        .. from attempts in _attempts
           let name = attempts.Series.InstrumentName[..^BusinessRatio.AttemptsSuffix.Length]
           select new RatioSummary(name, attempts.Series.Dimensions, HitsOf(name, attempts.Series), attempts.Sum),
    ];

    public SeriesTally Notice(SeriesTally business)
    {
        SeriesIdentity series = business.Identity;
        if (series.Kind != InstrumentKind.Counter)
        {
            return business;
        }

        if (series.InstrumentName.EndsWith(BusinessRatio.AttemptsSuffix, StringComparison.Ordinal))
        {
            _attempts.Add((series, business.Sum));
        }
        else if (series.InstrumentName.EndsWith(BusinessRatio.HitsSuffix, StringComparison.Ordinal))
        {
            _hits.Add((series, business.Sum));
        }

        return business;
    }

    private double HitsOf(string name, SeriesIdentity attempts) => _hits.Find(
        hits => hits.Series.InstrumentName == name + BusinessRatio.HitsSuffix
            && hits.Series.Dimensions.SequenceEqual(attempts.Dimensions)).Sum;
}
