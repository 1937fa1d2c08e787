using System.Text.Json;

namespace Obs.Local.Logs.Patterns;

/// <summary>A condition on messages that are JSON objects: <c>{ $.level = "error" &amp;&amp; $.durationMs &gt; 500 }</c>.</summary>
internal sealed class JsonPattern(Func<JsonElement, bool> condition, IReadOnlyList<JsonSelector> selectors) : LogPattern
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public override LogMatch? Match(string message)
    {
        if (!message.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(message, Options);
            return condition(document.RootElement) ? LogMatch.Of(document.RootElement.Clone(), selectors) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or System.Text.EncoderFallbackException)
        {
            return null; // It only looked like JSON, or holds half of a surrogate pair.
        }
    }
}
