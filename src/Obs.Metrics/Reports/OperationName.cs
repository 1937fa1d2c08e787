namespace Obs.Metrics;

/// <summary>What people call an operation, and for what was called the two halves the name is made of.</summary>
internal sealed record OperationName(string Name, string? RemoteService, string? RemoteOperation);
