namespace Obs.Metrics;

/// <summary>One ratio of the business in one window: how many of how many.</summary>
internal sealed record RatioSummary(string Name, IReadOnlyList<KeyValuePair<string, string>> Dimensions, double Hits, double Attempts)
{
    /// <summary>Hits of attempts, 0 to 1. More hits than attempts, which end in another window than they began, count as all.</summary>
    public double Share => Attempts > 0 ? Math.Min(Hits / Attempts, 1) : 0;
}
