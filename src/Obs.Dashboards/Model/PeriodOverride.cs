namespace Obs.Dashboards;

/// <summary>Whether graphs keep their own period.</summary>
public enum PeriodOverride
{
    /// <summary>The period follows the time range.</summary>
    Auto,

    /// <summary>Each graph keeps the period it names.</summary>
    Inherit,
}
