namespace Shop;

/// <summary>One line as CloudWatch Logs takes it.</summary>
internal readonly record struct LogEvent(long Timestamp, string Message);
