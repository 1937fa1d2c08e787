namespace Obs.Local.Logs;

/// <summary>More queries than may run at once.</summary>
internal sealed class QueryLimitException(string message) : Exception(message);
