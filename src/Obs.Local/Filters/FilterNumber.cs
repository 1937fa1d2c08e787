namespace Obs.Local.Filters;

/// <summary>The keywords that are numbers.</summary>
internal enum FilterNumber
{
    /// <summary>Seconds until the answer.</summary>
    ResponseTime,

    /// <summary>Seconds until everything below had ended too.</summary>
    Duration,

    HttpStatus,

    /// <summary>Place in a root cause's list, from 0.</summary>
    Index,

    /// <summary>Share of the response time, 0 to 1, of an entity of a root cause.</summary>
    Coverage,
}
