using System.Text.Json;
using Obs.Local.Http;

namespace Obs.Local.Metrics;

/// <summary>Dimensions as the store keeps them: a JSON object with its names in order, so that equal sets are equal texts.</summary>
internal static class Dimensions
{
    public const string None = "{}";

    public static string Format(IEnumerable<KeyValuePair<string, string>> dimensions)
    {
        using var json = new JsonText();
        json.Writer.WriteStartObject();
        foreach ((string name, string value) in dimensions.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json.Writer.WriteString(name, value);
        }

        json.Writer.WriteEndObject();
        return json.ToString();
    }

    public static Dictionary<string, string> Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject()
            .ToDictionary(static member => member.Name, static member => member.Value.GetString()!, StringComparer.Ordinal);
    }
}
