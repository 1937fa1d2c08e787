using Obs.Logging;

namespace Shop.Inventory;

internal readonly struct Reserved(string orderId, int lineCount) : ILogEntry
{
    public static LogLevel Level => LogLevel.Information;

    public static string Template => "Reserved {LineCount} lines for order {OrderId}";

    public static EventId EventId => new(1, nameof(Reserved));

    public void WriteProperties(LogProperties properties)
    {
        properties.Add("LineCount", lineCount);
        properties.Add("OrderId", orderId);
    }
}
