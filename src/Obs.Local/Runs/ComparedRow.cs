using Obs.Local.Metrics;

namespace Obs.Local.Runs;

/// <summary>One service or operation in two runs; null on the side where it is not.</summary>
internal sealed record ComparedRow(RedKey Key, RedRow? Base, RedRow? Other)
{
    public bool? FaultsDiffer => Base is null || Other is null ? null
        : Significance.OfShares(Base.Faults, Base.Count, Other.Faults, Other.Count);

    public bool? LatencyDiffers(double percent) => Base is null || Other is null ? null
        : Significance.OfPercentiles(Base.Latency, Other.Latency, percent);
}
