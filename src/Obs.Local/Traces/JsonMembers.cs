using System.Text.Json;

namespace Obs.Local.Traces;

/// <summary>Members of an object somebody sent; whatever is of another type than expected is as good as absent. Never throws.</summary>
internal static class JsonMembers
{
    public static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair cannot become text; its escaped form can.
            return value.GetRawText().Trim('"');
        }
    }

    public static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number)
        && double.IsFinite(number) ? number : null;

    /// <summary>Null as well where there is nothing to look in.</summary>
    public static JsonElement? Object(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } outer
            && outer.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.Object
            ? value : null;

    public static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
