namespace Obs.Tracing;

/// <summary>What a sampling rule says, wherever it comes from. Two that say the same are equal.</summary>
internal sealed record SamplingRuleDefinition
{
    /// <summary>The name of the rule that matches whatever the others leave.</summary>
    public const string Default = "Default";

    public required string Name { get; init; }

    /// <summary>Whether the name is one that people gave, and documents carry it.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>Whether X-Ray keeps the rule, and its reservoir is shared.</summary>
    public bool IsCentral { get; init; }

    public int Priority { get; init; }

    public string Host { get; init; } = Wildcard.Any;

    public string HttpMethod { get; init; } = Wildcard.Any;

    public string UrlPath { get; init; } = Wildcard.Any;

    public string ServiceName { get; init; } = Wildcard.Any;

    public string ServiceType { get; init; } = Wildcard.Any;

    public required int ReservoirPerSecond { get; init; }

    public required double FixedRate { get; init; }

    /// <summary>Whether the rule can ever match in this process.</summary>
    public bool IsFor(ServiceIdentity service) =>
        Wildcard.Matches(ServiceName, service.Name) && Wildcard.Matches(ServiceType, service.Origin);

    public bool Matches(in ServerRequest request) =>
        Matches(HttpMethod, request.Method) && Matches(UrlPath, request.Path) && Matches(Host, HostName(request.Host));

    private static bool Matches(string pattern, ReadOnlySpan<char> text) => pattern == Wildcard.Any || Wildcard.Matches(pattern, text);

    private static ReadOnlySpan<char> HostName(ReadOnlySpan<char> host)
    {
        int colon = host.LastIndexOf(':');
        return colon < 0 || host[colon..].Contains(']') ? host : host[..colon];
    }
}
