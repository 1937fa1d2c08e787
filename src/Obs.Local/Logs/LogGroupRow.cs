namespace Obs.Local.Logs;

/// <summary>A log group in the store; times in milliseconds since 1970.</summary>
internal sealed record LogGroupRow(string Name, long Created);
