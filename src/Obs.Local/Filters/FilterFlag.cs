namespace Obs.Local.Filters;

/// <summary>The keywords that are true or false.</summary>
internal enum FilterFlag
{
    Ok,
    Error,
    Throttle,
    Fault,
    Partial,
    Inferred,
    First,
    Last,
    Remote,
    Root,
}
