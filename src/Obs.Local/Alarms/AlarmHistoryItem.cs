namespace Obs.Local.Alarms;

/// <summary>Something that happened to an alarm.</summary>
/// <param name="Row">Its place: later items have higher ones.</param>
/// <param name="Time">Milliseconds since 1970.</param>
/// <param name="Alarm">The alarm's name.</param>
/// <param name="Type">MetricAlarm or CompositeAlarm.</param>
/// <param name="Kind">ConfigurationUpdate, StateUpdate or Action.</param>
/// <param name="Summary">In a sentence.</param>
/// <param name="Data">In JSON.</param>
internal sealed record AlarmHistoryItem(long Row, long Time, string Alarm, string Type, string Kind, string Summary, string Data);
