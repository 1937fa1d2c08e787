namespace Obs.Local.Logs;

/// <summary>A log stream in the store; times in milliseconds since 1970.</summary>
internal sealed record LogStreamRow(string Name, long Created, long? First, long? Last, long? Ingested);
