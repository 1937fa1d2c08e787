using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>A segment as the graph needs it, with the call it answers where that is known; times in seconds since 1970.</summary>
internal sealed record SegmentRow(
    string TraceId, string Id, string? ParentId, string Name, string? Origin, double Start, double? End, bool InProgress, Outcome Outcome,
    CallRow? Call);
