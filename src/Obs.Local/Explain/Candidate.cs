namespace Obs.Local.Explain;

/// <summary>A trace that may be explained or compared with; times in seconds.</summary>
internal sealed record Candidate(string Id, double Start, double Seconds);
