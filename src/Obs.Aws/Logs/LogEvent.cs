namespace Obs.Aws.Logs;

/// <summary>One entry of a batch: when it was logged, in milliseconds since 1970, and its place in the batch.</summary>
internal readonly record struct LogEvent(long Milliseconds, int Index);
