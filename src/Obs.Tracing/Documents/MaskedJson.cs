using System.Buffers;
using System.Text.Json;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>JSON that the application's own types wrote, with its secrets masked.</summary>
internal static class MaskedJson
{
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <summary>The same bytes where there are none.</summary>
    public static byte[] Of(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (IsNamed(ref reader) || Mask(ref reader) is not null)
            {
                return Rewrite(json);
            }
        }

        return json;
    }

    private static byte[] Rewrite(byte[] json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(buffer, Unchecked);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            bool isNamed = IsNamed(ref reader);
            Copy(ref reader, writer);
            if (isNamed)
            {
                reader.Read();
                reader.Skip(); // The whole of it, should it be an object.
                writer.WriteStringValue(SecretRanges.Masked);
            }
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(Mask(ref reader) ?? reader.GetString()!); break;
            case JsonTokenType.String: writer.WriteStringValue(Mask(ref reader) ?? reader.GetString()); break;
            case JsonTokenType.Number when Mask(ref reader) is { } masked: writer.WriteStringValue(masked); break;
            default: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
        }
    }

    private static string? Mask(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => SecretText.Mask(reader.GetString()),
        JsonTokenType.Number when reader.TryGetDecimal(out decimal number) && CardNumbers.IsCard(number) => SecretRanges.Masked,
        _ => null,
    };

    private static bool IsNamed(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.PropertyName && SecretNames.Contains(reader.GetString());
}
