namespace Obs.Cli;

/// <summary>What AWS charges, in USD, by its public list for us-east-1 in 2026, without free tiers and discounts: for orders of
/// magnitude.</summary>
internal static class Prices
{
    /// <summary>One custom metric for a month, the first ten thousand.</summary>
    public const double SeriesMonth = 0.30;

    /// <summary>One trace recorded.</summary>
    public const double Trace = 5.0 / 1_000_000;
}
