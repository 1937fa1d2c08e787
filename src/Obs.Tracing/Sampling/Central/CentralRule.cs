namespace Obs.Tracing;

/// <summary>A rule that X-Ray keeps, with what of its counts was reported and when the next report is due.</summary>
internal sealed class CentralRule
{
    private long _reportedRequests;
    private long _reportedSampled;
    private long _reportedBorrowed;
    private DateTimeOffset _dueAt;

    public CentralRule(SamplingRuleDefinition definition, TimeProvider time) =>
        Rule = new SamplingRule(definition, new SamplingRuleState(time));

    public SamplingRule Rule { get; private set; }

    /// <summary>Makes it say something else; counts go on. What was granted for the old wording is void.</summary>
    public CentralRule With(SamplingRuleDefinition definition)
    {
        if (definition != Rule.Definition)
        {
            Rule.State.Target = null;
            Rule = new SamplingRule(definition, Rule.State);
        }

        return this;
    }

    public bool IsDue(DateTimeOffset now) => now >= _dueAt && Rule.State.Requests > _reportedRequests;

    public SamplingStatisticsWire Report(string clientId, DateTimeOffset now)
    {
        // Requests last: a request is counted before what became of it.
        long borrowed = Rule.State.Borrowed - _reportedBorrowed;
        long sampled = Rule.State.Sampled - _reportedSampled;
        return new SamplingStatisticsWire
        {
            ClientID = clientId,
            RuleName = Rule.Definition.Name,
            RequestCount = Rule.State.Requests - _reportedRequests,
            SampledCount = sampled,
            BorrowCount = borrowed,
            Timestamp = now.ToUnixTimeMilliseconds() / 1_000d,
        };
    }

    public void CountReported(SamplingStatisticsWire report)
    {
        _reportedRequests += report.RequestCount;
        _reportedSampled += report.SampledCount;
        _reportedBorrowed += report.BorrowCount;
    }

    public void Grant(SamplingTargetsWire.Document target, DateTimeOffset now)
    {
        // X-Ray's clock, within what a DateTimeOffset holds whatever is sent.
        const double LatestSeconds = 253_402_300_799;
        double until = Math.Clamp(target.ReservoirQuotaTTL ?? 0, 0, LatestSeconds);
        Rule.State.Target = new SamplingTarget(target.FixedRate, target.ReservoirQuota, DateTimeOffset.UnixEpoch.AddSeconds(until));
        _dueAt = now + TimeSpan.FromSeconds(Math.Clamp(target.Interval ?? 0, 0, 3_600));
    }
}
