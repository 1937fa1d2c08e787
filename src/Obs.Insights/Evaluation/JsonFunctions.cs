using System.Text;
using System.Text.Json;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>Functions between text and structures.</summary>
internal static class JsonFunctions
{
    public static FieldValue Parse(FieldValue[] arguments)
    {
        if (arguments[0].IsMissing || arguments[0].Kind == ValueKind.Structure)
        {
            return arguments[0];
        }

        try
        {
            var reader = new Utf8JsonReader(arguments[0].ToUtf8());
            return JsonElement.TryParseValue(ref reader, out JsonElement? element) && !reader.Read()
                ? FieldValue.OfJson(element.Value)
                : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public static FieldValue Stringify(FieldValue[] arguments) => arguments[0].Kind switch
    {
        ValueKind.Missing => default,
        ValueKind.Text => FieldValue.OfText($"\"{JsonText.Escape(arguments[0].Bytes)}\""),
        _ => FieldValue.OfText(Encoding.UTF8.GetBytes(arguments[0].ToText())),
    };
}
