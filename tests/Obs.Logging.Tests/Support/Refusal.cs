using Microsoft.Extensions.Logging;

namespace Obs.Logging.Tests.Support;

/// <summary>An entry with secrets, an object, a number of a card, more properties than there is room for, and a fault of its own at the
/// end.</summary>
internal sealed class Refusal(string text, int more, bool throws) : ILogEntry
{
    public static LogLevel Level => LogLevel.Information;

    public static string Template => "Refused {Text} {@Detail} {Missing}";

    public void WriteProperties(LogProperties properties)
    {
        properties.Add("Text", text);
        properties.Add("@Detail", new { text, Reason = "limit" });
        properties.Add("Password", 4711L);
        properties.Add("Card", 4_111_111_111_111_111L);
        properties.Add("Infinite", double.PositiveInfinity);
        properties.Add("At", DateTimeOffset.UnixEpoch);
        for (int i = 0; i < more; i++)
        {
            properties.Add("More" + i, i);
        }

        if (throws)
        {
            throw new InvalidOperationException("from the entry");
        }
    }
}
