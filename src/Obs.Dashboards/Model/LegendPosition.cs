namespace Obs.Dashboards;

/// <summary>Where the legend of a graph stands.</summary>
public enum LegendPosition
{
    /// <summary>Below.</summary>
    Bottom,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>Nowhere.</summary>
    Hidden,
}
