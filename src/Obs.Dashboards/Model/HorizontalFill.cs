namespace Obs.Dashboards;

/// <summary>What is shaded beside a horizontal annotation.</summary>
public enum HorizontalFill
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Everything above.</summary>
    Above,

    /// <summary>Everything below.</summary>
    Below,
}
