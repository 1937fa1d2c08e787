namespace Obs.Local.Otlp;

/// <summary>One span of a request, as it stands on the wire.</summary>
internal sealed class OtlpSpan
{
    public const int Server = 2;
    public const int Client = 3;
    public const int Producer = 4;

    /// <summary>What its service says about itself.</summary>
    public required OtlpAttributes Resource { get; init; }

    /// <summary>32 digits of hexadecimal.</summary>
    public string TraceId { get; set; } = "";

    /// <summary>16 digits of hexadecimal.</summary>
    public string SpanId { get; set; } = "";

    /// <summary>16 digits of hexadecimal; empty for the first span of a trace.</summary>
    public string ParentId { get; set; } = "";

    public string Name { get; set; } = "";

    public int Kind { get; set; }

    /// <summary>Nanoseconds since 1970.</summary>
    public ulong Start { get; set; }

    /// <summary>Nanoseconds since 1970.</summary>
    public ulong End { get; set; }

    public bool HasRemoteParent { get; set; }

    public bool IsFailed { get; set; }

    public string StatusMessage { get; set; } = "";

    public OtlpAttributes Attributes { get; } = new();

    public List<OtlpEvent> Events { get; } = [];

    public List<OtlpLink> Links { get; } = [];

    /// <summary>Whether it is its service's part of the trace; otherwise it is work inside one.</summary>
    public bool IsSegment => ParentId.Length == 0 || Kind == Server || HasRemoteParent;
}
