using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Obs.Insights.Values;

/// <summary>JSON that <c>jsonParse</c> read, back to text.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Unescaped = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string Compact(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Unescaped))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Text as it stands inside a JSON string: only what has to be is escaped.</summary>
    public static JsonEncodedText Escape(ReadOnlySpan<byte> text) => JsonEncodedText.Encode(text, Unescaped.Encoder);

    /// <summary>The text of a JSON string; one that holds half a surrogate pair gives its raw form instead of an exception.</summary>
    public static string OfString(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText()[1..^1];
        }
    }
}
