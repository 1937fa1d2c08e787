using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>A link as the graph needs it; times in seconds since 1970.</summary>
/// <remarks><c>DocumentId</c> is the document that is linked and <c>Outcome</c> how its work ended; <c>Sending</c> is the call that the
/// link points at, such as the sending of a message, null when it points at other work; <c>IsAnswered</c> says that a segment answers that
/// call.</remarks>
internal sealed record LinkRow(
    string TraceId, string DocumentId, double Start, Outcome Outcome, string LinkedTrace, string LinkedId, CallRow? Sending,
    bool IsAnswered);
