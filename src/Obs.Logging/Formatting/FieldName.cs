using System.Text.Json;

namespace Obs.Logging.Formatting;

/// <summary>The name under which a property is written, and whether its value may be.</summary>
internal sealed class FieldName(string text, bool isSecret)
{
    public string Text { get; } = text;

    public JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(text, EntryShape.Encoder);

    public bool IsSecret { get; } = isSecret;
}
