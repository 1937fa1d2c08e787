namespace Obs.Dashboards;

/// <summary>What is shaded beside a vertical annotation.</summary>
public enum VerticalFill
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Everything before.</summary>
    Before,

    /// <summary>Everything after.</summary>
    After,
}
