namespace Obs.Dashboards;

/// <summary>What lies behind the text of a text widget.</summary>
public enum TextBackground
{
    /// <summary>The surface of a widget.</summary>
    Solid,

    /// <summary>The page.</summary>
    Transparent,
}
