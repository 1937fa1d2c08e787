namespace Obs.Local.Graph;

/// <summary>The service that did a piece of work, and when its segment began, in seconds since 1970.</summary>
internal readonly record struct WorkOwner(string Service, double Start);
