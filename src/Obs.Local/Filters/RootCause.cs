namespace Obs.Local.Filters;

/// <summary>The path through the services of a trace to where a fault or an error began, or where the time went.</summary>
internal sealed record RootCause(IReadOnlyList<RootCauseService> Services, bool ClientImpacting);
