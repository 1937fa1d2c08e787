namespace Obs.Local.Explain;

/// <summary>Which traces are to be explained: the slowest ones above a percentile, or those that began in a span of time.</summary>
/// <param name="Percentile">75 to 99.99; what counts when there is no span.</param>
/// <param name="Span">From and to (not included), in seconds since 1970.</param>
internal sealed record ExplainCriterion(double Percentile, (double From, double To)? Span)
{
    public const double LeastPercentile = 75; // Below it the slow ones and the typical ones would be the same.
    public const double MostPercentile = 99.99;
}
