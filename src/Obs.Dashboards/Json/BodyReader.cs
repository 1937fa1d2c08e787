using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obs.Dashboards.Json;

/// <summary>Reads JSON whose top is an object, and says where it goes wrong.</summary>
internal static class BodyReader
{
    // A member that stands twice has no meaning that all readers share.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonObject Read(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            JsonObject json = JsonNode.Parse(text, nodeOptions: null, Strict) as JsonObject
                ?? throw new DashboardFormatException("$", $"{what} is a JSON object.");
            // Texts are decoded when they are asked for. Once, here: later nobody expects one that is none.
            _ = json.ToJsonString();
            return json;
        }
        catch (InvalidOperationException exception)
        {
            throw new DashboardFormatException("$", $"{what} has a text with half of a surrogate pair.", exception);
        }
        catch (JsonException exception)
        {
            string place = exception.LineNumber is null
                ? "$"
                : string.Create(
                    CultureInfo.InvariantCulture, $"line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1}");
            throw new DashboardFormatException(place, $"{what} is not JSON: {Reason(exception)}", exception);
        }
    }

    // The platform appends the place in its own form; ours stands before.
    private static string Reason(JsonException exception)
    {
        int end = exception.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? exception.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : end;
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
