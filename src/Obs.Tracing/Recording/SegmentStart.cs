namespace Obs.Tracing;

/// <summary>How a segment came to be recorded.</summary>
/// <param name="Rule">The sampling rule that chose it, if one did.</param>
/// <param name="IsInvocation">Whether it is work inside a segment that AWS Lambda writes: then it is a subsegment, and so are its
/// parts.</param>
/// <param name="HasRequest">Whether it answers a request that a server received.</param>
internal readonly record struct SegmentStart(string? Rule, bool IsInvocation, bool HasRequest);
