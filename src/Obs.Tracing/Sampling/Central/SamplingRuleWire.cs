namespace Obs.Tracing;

/// <summary>A rule as X-Ray sends it.</summary>
internal sealed class SamplingRuleWire
{
    public string? RuleName { get; set; }

    public string? ResourceARN { get; set; }

    public int Priority { get; set; }

    public double FixedRate { get; set; }

    public int ReservoirSize { get; set; }

    public string? ServiceName { get; set; }

    public string? ServiceType { get; set; }

    public string? Host { get; set; }

    public string? HTTPMethod { get; set; }

    public string? URLPath { get; set; }

    public int Version { get; set; }

    public Dictionary<string, string>? Attributes { get; set; }

    /// <summary>What it says, or null for a rule that is not for us: of another version, or for resources or attributes we do not
    /// tell.</summary>
    public SamplingRuleDefinition? Define() =>
        Version != 1 || RuleName is null || ResourceARN is not (null or Wildcard.Any) || Attributes is { Count: > 0 }
        ? null
        : new SamplingRuleDefinition
        {
            Name = RuleName,
            IsCentral = true,
            Priority = Priority,
            Host = Host ?? Wildcard.Any,
            HttpMethod = HTTPMethod ?? Wildcard.Any,
            UrlPath = URLPath ?? Wildcard.Any,
            ServiceName = ServiceName ?? Wildcard.Any,
            ServiceType = ServiceType ?? Wildcard.Any,
            ReservoirPerSecond = ReservoirSize,
            FixedRate = FixedRate,
        };
}
