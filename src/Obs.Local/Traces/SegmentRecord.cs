namespace Obs.Local.Traces;

/// <summary>What the store needs to know of a segment document, beside the document itself.</summary>
internal sealed class SegmentRecord
{
    /// <summary>Among the flags of a trace: some part of it was in progress when it was sent.</summary>
    public const int PartialFlag = 8;

    /// <summary>Among the flags of a trace: some call in it took longer than the document that made it.</summary>
    public const int BeyondFlag = 16;

    public string TraceId { get; set; } = "";

    public string Id { get; set; } = "";

    public string? ParentId { get; set; }

    public string Name { get; set; } = "";

    public string? Origin { get; set; }

    /// <summary>A part of a segment sent on its own, with <c>"type":"subsegment"</c>.</summary>
    public bool IsSubsegment { get; set; }

    /// <summary>Seconds since 1970.</summary>
    public double Start { get; set; }

    public double? End { get; set; }

    public bool InProgress { get; set; }

    public Outcome Outcome { get; set; }

    public string? Method { get; set; }

    public string? Url { get; set; }

    /// <summary>The route template, such as <c>/products/{id}</c>, which our own services keep as metadata <c>route</c> of namespace
    /// <c>http</c>.</summary>
    public string? Route { get; set; }

    /// <summary>Where the service ran, such as <c>production</c>: metadata <c>environment</c> of namespace <c>service</c>.</summary>
    public string? Environment { get; set; }

    public int? Status { get; set; }

    /// <summary>Annotations of the document and its subsegments as a JSON object, or null when there are none.</summary>
    public string? Annotations { get; set; }

    /// <summary>What the trace is found by; see <see cref="TraceTerms"/>.</summary>
    public IReadOnlyCollection<long> Terms { get; set; } = [];

    public List<CallRecord> Calls { get; } = [];

    /// <summary>What other traces did that led to this work; of the document and its subsegments.</summary>
    public List<LinkRecord> Links { get; } = [];

    /// <summary>The flags of everything in the document.</summary>
    public int Flags => Calls.Aggregate(
        (int)Outcome | (InProgress ? PartialFlag : 0),
        (all, call) => all | (int)call.Outcome | (call.End - call.Start > (End ?? Start) - Start ? BeyondFlag : 0));

    public bool IsRoot => !IsSubsegment && ParentId is null;
}
