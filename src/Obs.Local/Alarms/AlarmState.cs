namespace Obs.Local.Alarms;

/// <summary>What an alarm says. The words of the API stand in <see cref="AlarmStates"/>.</summary>
internal enum AlarmState
{
    InsufficientData,
    Ok,
    Alarm,
}
