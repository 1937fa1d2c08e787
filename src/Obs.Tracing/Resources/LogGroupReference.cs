namespace Obs.Tracing;

/// <summary>A log group that holds the log entries of a segment.</summary>
internal sealed record LogGroupReference(string Name, string? Arn);
