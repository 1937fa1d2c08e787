namespace Obs.Local.Alarms;

/// <summary>States of alarms in the API's words.</summary>
internal static class AlarmStates
{
    public static string Word(AlarmState state) => state switch
    {
        AlarmState.Ok => "OK",
        AlarmState.Alarm => "ALARM",
        _ => "INSUFFICIENT_DATA",
    };

    public static AlarmState? Parse(string? word) => word switch
    {
        "OK" => AlarmState.Ok,
        "ALARM" => AlarmState.Alarm,
        "INSUFFICIENT_DATA" => AlarmState.InsufficientData,
        _ => null,
    };
}
