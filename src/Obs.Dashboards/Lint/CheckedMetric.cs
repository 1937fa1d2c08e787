namespace Obs.Dashboards;

/// <summary>A series or an expression of a widget or an alarm, as both are checked.</summary>
internal sealed record CheckedMetric(string Place, string? Id, SeriesId? Series, string? Expression, string Stat, int? PeriodSeconds);
