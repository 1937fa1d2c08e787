namespace Obs.Local.Alarms;

/// <summary>Whether the actions of a composite alarm are held back, by the alarm that it names as its suppressor.</summary>
internal static class Suppression
{
    /// <summary>What holds them back, in the API's words; null when nothing does.</summary>
    /// <param name="alarm">The composite alarm.</param>
    /// <param name="suppressor">The alarm it names; null when there is none.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public static string? Of(AlarmRecord alarm, AlarmRecord? suppressor, long now)
    {
        if (suppressor is null)
        {
            return null;
        }

        if (suppressor.State == AlarmState.Alarm)
        {
            return "Alarm";
        }

        return suppressor.Before == AlarmState.Alarm && IsWithin(alarm, "ActionsSuppressorExtensionPeriod", now - suppressor.Updated)
            ? "ExtensionPeriod"
            : alarm.State == AlarmState.Alarm && IsWithin(alarm, "ActionsSuppressorWaitPeriod", now - alarm.Updated) ? "WaitPeriod"
            : null;
    }

    private static bool IsWithin(AlarmRecord alarm, string period, long age) => age < 1_000 * (alarm.Body.Whole(period) ?? 0);
}
