using System.Text.Json;

namespace Obs.Cli.Doctor;

/// <summary>Reads from JSON that may be of another version than ours, or of somebody else: what is not there is nothing, and no
/// error.</summary>
internal static class JsonFacts
{
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    public static string Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static long Count(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long count) ? count : 0;

    /// <summary>An object of counts by reason, as <c>full 3, stopped 1</c>; empty when nothing was counted.</summary>
    public static string Reasons(this JsonElement element, string name, params string[] except) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } reasons
            ? string.Join(", ", reasons.EnumerateObject()
                .Where(static reason => reason.Value.ValueKind == JsonValueKind.Number && reason.Value.GetDouble() > 0)
                .Where(reason => !except.Contains(reason.Name))
                .Select(static reason => $"{reason.Name} {reason.Value}"))
            : "";
}
