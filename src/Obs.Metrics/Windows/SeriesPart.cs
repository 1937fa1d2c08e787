namespace Obs.Metrics;

/// <summary>Where a report tells of a series, in the order of its parts.</summary>
internal enum SeriesPart
{
    /// <summary>Requests that the service answered.</summary>
    Served,

    /// <summary>Requests and commands that the service sent.</summary>
    Called,

    Business,

    /// <summary>Everything else.</summary>
    Runtime,
}
