using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Reads texts out of answers whose shape is not certain.</summary>
internal static class JsonText
{
    /// <summary>The text behind a path of names; null when there is none.</summary>
    public static string? Of(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
