namespace Obs.Local.Filters;

/// <summary>A segment or subsegment on the way to a root cause.</summary>
/// <remarks><c>Coverage</c> is its share of the trace's response time, from 0 to 1.</remarks>
internal sealed record RootCauseEntity(
    string Name, bool Remote, double? Coverage, IReadOnlyList<(string? Type, string? Message)> Exceptions);
