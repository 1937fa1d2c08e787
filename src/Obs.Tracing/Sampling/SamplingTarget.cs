namespace Obs.Tracing;

/// <summary>What X-Ray grants this process for one rule: its share of the reservoir until a given time, and the fixed rate.</summary>
internal sealed class SamplingTarget(double fixedRate, int? quota, DateTimeOffset quotaUntil)
{
    public double FixedRate => fixedRate;

    /// <summary>Traces a second; null before a quota was granted and after it ran out.</summary>
    public int? QuotaAt(DateTimeOffset now) => now < quotaUntil ? quota : null;
}
