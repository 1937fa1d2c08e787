using System.Text.Json;
using Obs.Local.Logs;
using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>Finds what log entries have in common.</summary>
internal static class LogPatternReader
{
    public static LogPattern Read(LogEventRow entry) =>
        new(entry.Service ?? entry.Group, entry.Level ?? "", Template(entry) ?? TextShape.Message(entry.Text ?? entry.Message));

    private static string? Template(LogEventRow entry)
    {
        if (entry.Text is null)
        {
            return null; // Plain text.
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(entry.Message);
            return document.RootElement.ValueKind == JsonValueKind.Object ? JsonMembers.Text(document.RootElement, "template") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
