using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Obs.Local.Http;

namespace Obs.Local.Aws;

/// <summary>AWS JSON 1.0 and 1.1, and REST-JSON, which differ in their content type and in where an error's name stands.</summary>
internal sealed class JsonProtocol(string contentType, string modelPrefix) : WireProtocol
{
    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>CloudWatch. Clients that knew the form protocol find its error codes in a header.</summary>
    public static JsonProtocol CloudWatch { get; } = new("application/x-amz-json-1.0", "com.amazonaws.cloudwatch#");

    public static JsonProtocol Logs { get; } = new("application/x-amz-json-1.1", "");

    public static JsonProtocol XRay { get; } = new("application/json", "");

    public override string ContentType => contentType;

    public override WireNode Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return WireNode.Empty;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Convert(document.RootElement)
                : throw new AwsException("SerializationException", "MalformedInput", "The body is not a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new AwsException("SerializationException", "MalformedInput", "The body is not JSON: " + exception.Message);
        }
    }

    public override ReadOnlyMemory<byte> Write(string operation, WireNode result, string requestId)
    {
        using var json = new JsonText();
        Write(json.Writer, result);
        return json.ToMemory();
    }

    public override ReadOnlyMemory<byte> WriteError(AwsException error, string requestId)
    {
        using var json = new JsonText();
        json.Writer.WriteStartObject();
        json.Writer.WriteString("__type", modelPrefix + error.Code);
        json.Writer.WriteString("message", error.Message);
        json.Writer.WriteString("Message", error.Message); // REST-JSON's models spell it so.
        foreach ((string name, WireNode value) in error.More?.Entries() ?? [])
        {
            json.Writer.WritePropertyName(name);
            Write(json.Writer, value);
        }

        json.Writer.WriteEndObject();
        return json.ToMemory();
    }

    public override void SetErrorHeaders(IHeaderDictionary headers, AwsException error)
    {
        headers["x-amzn-ErrorType"] = error.Code;
        if (this == CloudWatch)
        {
            headers["x-amzn-query-error"] = $"{error.QueryCode};{(error.Status < 500 ? "Sender" : "Receiver")}";
        }
    }

    private static WireNode Convert(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new OrderedDictionary<string, WireNode>(StringComparer.Ordinal);
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    members[member.Name] = Convert(member.Value);
                }

                return WireNode.Structure(members);
            case JsonValueKind.Array:
                return WireNode.List(element.EnumerateArray().Select(Convert));
            case JsonValueKind.Number:
                return element.TryGetInt64(out long whole) ? whole : element.GetDouble();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return (string?)null;
        }
    }

    private static void Write(Utf8JsonWriter writer, WireNode node)
    {
        switch (node.Value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTimeOffset time:
                writer.WriteNumberValue(WireTime.ToSeconds(time));
                break;
            case List<WireNode> items:
                writer.WriteStartArray();
                items.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
                break;
            case WireMap map:
                Write(writer, map.Entries);
                break;
            case OrderedDictionary<string, WireNode> members:
                Write(writer, members);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, WireNode>> members)
    {
        writer.WriteStartObject();
        foreach ((string name, WireNode value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }
}
