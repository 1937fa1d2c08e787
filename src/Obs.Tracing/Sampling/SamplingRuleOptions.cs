namespace Obs.Tracing;

/// <summary>A sampling rule: <c>Observability:Tracing:Sampling:Rules</c>. The first rule, by priority, whose patterns all match
/// decides.</summary>
/// <remarks>In patterns <c>*</c> stands for any text and <c>?</c> for one character; case does not matter. Work that no request asked for
/// has no host, method or path, and only <c>*</c> matches what is not there.</remarks>
public sealed class SamplingRuleOptions
{
    /// <summary>The name of the rule in statistics and documents, 1 to 32 characters; no two rules share one, and none is named
    /// <c>Default</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Rules are tried from the lowest number to the highest, 1 to 9,999; equal ones in the order they are listed. The default is
    /// 1,000.</summary>
    public int Priority { get; set; } = 1_000;

    /// <summary>Pattern of the host that was asked for, without its port. The default is <c>*</c>.</summary>
    public string Host { get; set; } = Wildcard.Any;

    /// <summary>Pattern of the request's method. The default is <c>*</c>.</summary>
    public string HttpMethod { get; set; } = Wildcard.Any;

    /// <summary>Pattern of the request's path, without query. The default is <c>*</c>.</summary>
    public string UrlPath { get; set; } = Wildcard.Any;

    /// <summary>Pattern of the name of this service, so that several services can share a configuration. The default is <c>*</c>.</summary>
    public string ServiceName { get; set; } = Wildcard.Any;

    /// <summary>Requests traced each second before the fixed rate applies, 0 to 10,000. The default is 1.</summary>
    public int ReservoirPerSecond { get; set; } = 1;

    /// <summary>Share of the other requests that is traced, 0 to 1. The default is 0.05.</summary>
    public double FixedRate { get; set; } = 0.05;
}
