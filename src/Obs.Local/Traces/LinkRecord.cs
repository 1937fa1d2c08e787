namespace Obs.Local.Traces;

/// <summary>Work of another trace that this one goes on with, such as the sending of a message that it took from a queue.</summary>
/// <param name="TraceId">In X-Ray's form.</param>
/// <param name="Id">The segment or subsegment.</param>
internal readonly record struct LinkRecord(string TraceId, string Id);
