namespace Obs.Local.Alarms;

/// <summary>What a period says to an alarm.</summary>
/// <param name="Value">Null for a period without data.</param>
/// <param name="IsSignificant">It has as many samples as its percentile needs, or the alarm does not ask.</param>
internal readonly record struct AlarmPoint(double? Value, bool IsSignificant);
