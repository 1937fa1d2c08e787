namespace Obs.Tracing;

/// <summary>What <c>GetSamplingRules</c> answers, page by page.</summary>
internal sealed class GetSamplingRulesWire
{
    public string? NextToken { get; set; }

    public IList<Record?>? SamplingRuleRecords { get; set; }

    /// <summary>One rule in its envelope.</summary>
    internal sealed class Record
    {
        public SamplingRuleWire? SamplingRule { get; set; }
    }

    /// <summary>What is asked for after the first page.</summary>
    internal sealed class Request
    {
        public string? NextToken { get; set; }
    }
}
