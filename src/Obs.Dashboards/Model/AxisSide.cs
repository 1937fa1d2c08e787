namespace Obs.Dashboards;

/// <summary>The axis that a metric or an annotation belongs to.</summary>
public enum AxisSide
{
    /// <summary>The left one.</summary>
    Left,

    /// <summary>The right one.</summary>
    Right,
}
