using Microsoft.Extensions.Logging;

namespace Obs.Logging.Tests.Support;

/// <summary>An entry that writes its own properties, of each kind.</summary>
internal readonly struct Shown(string product, long count, double elapsedMs, decimal price, bool isNew) : ILogEntry
{
    public static LogLevel Level => LogLevel.Information;

    public static string Template => "Showed {Product} x {Count,4} in {ElapsedMs:F1} ms for {Price} ({IsNew})";

    public static EventId EventId => new(7, nameof(Shown));

    public void WriteProperties(LogProperties properties)
    {
        properties.Add("Product", product);
        properties.Add("Count", count);
        properties.Add("ElapsedMs", elapsedMs);
        properties.Add("Price", price);
        properties.Add("IsNew", isNew);
    }
}
