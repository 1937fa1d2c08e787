namespace Obs.Local.Filters;

/// <summary>What of a root cause is looked at.</summary>
internal enum RootCausePart
{
    Service,
    Entity,
    Exception,
}
