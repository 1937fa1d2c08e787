using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obs.Dashboards.Json;

/// <summary>Typed members of a JSON object that is kept as it was read. A member of another kind reads as missing; setting null removes
/// it.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static void SetText(this JsonObject json, string name, string? value) =>
        json.Put(name, value is null ? null : JsonValue.Create(value));

    public static double? Number(this JsonObject json, string name) => json[name].AsNumber();

    public static void SetNumber(this JsonObject json, string name, double? value)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(value), number, $"{name} must be a finite number.");
        }

        json.Put(name, value.ToNode());
    }

    public static int? Integer(this JsonObject json, string name) =>
        json.Number(name) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    public static void SetInteger(this JsonObject json, string name, int? value, int lowest, int highest)
    {
        if (value < lowest || value > highest)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} must be {lowest} to {highest}.");
        }

        json.Put(name, value is null ? null : JsonValue.Create(value.Value));
    }

    public static bool? Flag(this JsonObject json, string name) => json[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static void SetFlag(this JsonObject json, string name, bool? value) =>
        json.Put(name, value is null ? null : JsonValue.Create(value.Value));

    public static T? Choice<T>(this JsonObject json, string name)
        where T : struct, Enum => json.Text(name) is { } text ? ChoiceText.Parse<T>(text) : null;

    public static void SetChoice<T>(this JsonObject json, string name, T? value)
        where T : struct, Enum => json.SetText(name, value is null ? null : ChoiceText.Of(value.Value));

    public static JsonObject? Child(this JsonObject json, string name) => json[name] as JsonObject;

    public static JsonObject GetOrAddChild(this JsonObject json, string name)
    {
        if (json[name] is not JsonObject child)
        {
            json[name] = child = [];
        }

        return child;
    }

    public static IReadOnlyList<string> Texts(this JsonObject json, string name) =>
        json[name] is JsonArray array ? [.. array.Select(static item => item.AsText()).OfType<string>()] : [];

    public static void SetTexts(this JsonObject json, string name, IReadOnlyList<string>? values) =>
        json.Put(name, values is null or { Count: 0 } ? null : values.ToArrayNode());

    /// <summary>An object of these members, in this order.</summary>
    public static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var json = new JsonObject();
        foreach ((string name, JsonNode? value) in members)
        {
            json[name] = value;
        }

        return json;
    }

    public static bool HasArray(this JsonObject json, string name) => json[name] is JsonArray;

    /// <summary>The items of an array that are objects.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) =>
        (json[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static void Put(this JsonObject json, string name, JsonNode? value)
    {
        if (value is null)
        {
            json.Remove(name);
        }
        else
        {
            json[name] = value;
        }
    }

    public static JsonArray ToArrayNode(this IEnumerable<string> values) =>
        new([.. values.Select(static value => (JsonNode?)JsonValue.Create(value))]);

    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static double? AsNumber(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && double.TryParse(
            value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    // 60 and not 60.0 or 6E+1: what is whole is written as people write it.
    public static JsonNode? ToNode(this double? value) => value switch
    {
        null => null,
        { } number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => JsonValue.Create((long)number),
        { } number => JsonValue.Create(number),
    };
}
