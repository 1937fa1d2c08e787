namespace Obs.Tracing;

/// <summary>What one sampling rule has decided since the process started.</summary>
public sealed class SamplingRuleStatistics
{
    internal SamplingRuleStatistics(string name, long requests, long sampled, long borrowed)
    {
        Name = name;
        Requests = requests;
        Sampled = sampled + borrowed;
        Borrowed = borrowed;
    }

    /// <summary>The name of the rule; <c>Default</c> for the one that matches whatever the others leave.</summary>
    public string Name { get; }

    /// <summary>Requests that matched.</summary>
    public long Requests { get; }

    /// <summary>Requests that the rule had traced, the borrowed ones included.</summary>
    public long Sampled { get; }

    /// <summary>Requests traced before X-Ray had granted a quota; always 0 for a rule of this process.</summary>
    public long Borrowed { get; }
}
