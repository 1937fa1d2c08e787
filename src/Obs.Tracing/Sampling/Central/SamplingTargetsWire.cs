namespace Obs.Tracing;

/// <summary>What <c>SamplingTargets</c> answers to a report. Times are seconds since 1970.</summary>
internal sealed class SamplingTargetsWire
{
    public double LastRuleModification { get; set; }

    public IList<Document?>? SamplingTargetDocuments { get; set; }

    public IList<Unprocessed?>? UnprocessedStatistics { get; set; }

    /// <summary>What is granted for one rule.</summary>
    internal sealed class Document
    {
        public string? RuleName { get; set; }

        public double FixedRate { get; set; }

        public int? ReservoirQuota { get; set; }

        public double? ReservoirQuotaTTL { get; set; }

        public int? Interval { get; set; }
    }

    /// <summary>A part of the report that was not taken.</summary>
    internal sealed class Unprocessed
    {
        public string? RuleName { get; set; }
    }
}
