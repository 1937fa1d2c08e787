namespace Obs.Local.Metrics;

/// <summary>A service, or one operation of it.</summary>
internal readonly record struct RedKey(string Service, string? Operation);
