namespace Obs.Dashboards;

/// <summary>What a period without data means to an alarm.</summary>
public enum MissingData
{
    /// <summary>Neither good nor bad: without any data the state is INSUFFICIENT_DATA.</summary>
    Missing,

    /// <summary>The state stays as it is.</summary>
    Ignore,

    /// <summary>As a value beyond the threshold.</summary>
    Breaching,

    /// <summary>As a value within the threshold.</summary>
    NotBreaching,
}
