using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>A call as the graph needs it; times in seconds since 1970.</summary>
/// <remarks><c>DocumentId</c> is the document the call stands in; <c>Caller</c> is null when that was sent apart from its
/// segment.</remarks>
internal sealed record CallRow(
    string TraceId, string Id, string DocumentId, string? Caller, string Target, CallKind Kind, string? Type, double Start, double? End,
    Outcome Outcome, bool Traced);
