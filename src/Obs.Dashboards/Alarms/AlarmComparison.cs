namespace Obs.Dashboards;

/// <summary>When a value is beyond the threshold of an alarm.</summary>
public enum AlarmComparison
{
    /// <summary>Above it.</summary>
    GreaterThanThreshold,

    /// <summary>At it or above.</summary>
    GreaterThanOrEqualToThreshold,

    /// <summary>Below it.</summary>
    LessThanThreshold,

    /// <summary>At it or below.</summary>
    LessThanOrEqualToThreshold,
}
