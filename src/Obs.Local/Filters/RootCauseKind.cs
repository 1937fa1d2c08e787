namespace Obs.Local.Filters;

/// <summary>What a root cause explains.</summary>
internal enum RootCauseKind
{
    Fault,
    Error,
    ResponseTime,
}
