namespace Obs.Local.Explain;

/// <summary>What traces are compared by.</summary>
internal enum TraitKind
{
    Annotation,
    Operation,
    Status,
    Outcome,
    Service,
    Dependency,
    Version,
    Host,
    Zone,
    Environment,
    User,
    Exception,
}
