using System.Text.Encodings.Web;
using System.Text.Json;

namespace Obs.Logging.Formatting;

/// <summary>What all entries of a provider have in common: who speaks, and how names are treated.</summary>
internal sealed class EntryShape(LoggingOptions options)
{
    // Escapes what could end or forge a line (controls, U+2028, U+2029) and leaves letters of every script as they are.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private const int MaxIdentityChars = 256;

    public JsonEncodedText Service { get; } = Encode(options.ServiceName);

    public JsonEncodedText Environment { get; } = Encode(options.Environment);

    public JsonEncodedText Version { get; } = Encode(options.Version);

    public FieldNames Names { get; } = new(options.RedactedNames);

    public static JsonEncodedText Encode(string? text)
    {
        ReadOnlySpan<char> value = text;
        return JsonEncodedText.Encode(value[..Math.Min(value.Length, MaxIdentityChars)], Encoder);
    }
}
