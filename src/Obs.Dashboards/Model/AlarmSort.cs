namespace Obs.Dashboards;

/// <summary>The order of an alarm widget.</summary>
public enum AlarmSort
{
    /// <summary>Alarms in the state ALARM first.</summary>
    Default,

    /// <summary>By the last change of state, newest first.</summary>
    StateUpdatedTimestamp,

    /// <summary>By the time of the last change to the alarm.</summary>
    Timestamp,
}
