using System.Formats.Cbor;
using Microsoft.AspNetCore.Http;

namespace Obs.Local.Aws;

/// <summary>Smithy RPC v2 CBOR, as the newer SDKs call CloudWatch.</summary>
internal sealed class CborProtocol : WireProtocol
{
    private const int MaxDepth = 32;

    public override string ContentType => "application/cbor";

    public override WireNode Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return WireNode.Empty;
        }

        try
        {
            var reader = new CborReader(body, CborConformanceMode.Lax);
            WireNode node = Read(reader, 0);
            return reader.BytesRemaining > 0 ? throw new CborContentException("something follows the map")
                : node.Value is OrderedDictionary<string, WireNode> ? node
                : throw new AwsException("SerializationException", "MalformedInput", "The body is not a CBOR map.");
        }
        catch (Exception exception) when (exception is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new AwsException("SerializationException", "MalformedInput", "The body is not CBOR: " + exception.Message);
        }
    }

    public override ReadOnlyMemory<byte> Write(string operation, WireNode result, string requestId)
    {
        var writer = new CborWriter();
        Write(writer, result);
        return writer.Encode();
    }

    public override ReadOnlyMemory<byte> WriteError(AwsException error, string requestId)
    {
        var members = new OrderedDictionary<string, WireNode>(StringComparer.Ordinal)
        {
            ["__type"] = "com.amazonaws.cloudwatch#" + error.Code,
            ["message"] = error.Message,
        };
        foreach ((string name, WireNode value) in error.More?.Entries() ?? [])
        {
            members[name] = value;
        }

        return Write("", WireNode.Structure(members), requestId);
    }

    public override void SetHeaders(IHeaderDictionary headers) => headers["smithy-protocol"] = "rpc-v2-cbor";

    public override void SetErrorHeaders(IHeaderDictionary headers, AwsException error) =>
        headers["x-amzn-query-error"] = $"{error.QueryCode};{(error.Status < 500 ? "Sender" : "Receiver")}";

    private static WireNode Read(CborReader reader, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new CborContentException($"nested deeper than {MaxDepth} levels");
        }

        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                return ReadMap(reader, depth);
            case CborReaderState.StartArray:
                return ReadArray(reader, depth);
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                return reader.ReadTextString();
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            case CborReaderState.Null:
                reader.ReadNull();
                return (string?)null;
            case CborReaderState.Tag:
                return ReadTagged(reader, depth);
            default:
                return ReadNumber(reader);
        }
    }

    private static WireNode ReadNumber(CborReader reader) => reader.PeekState() switch
    {
        CborReaderState.UnsignedInteger => reader.ReadUInt64() is var whole && whole <= long.MaxValue ? (long)whole : (double)whole,
        CborReaderState.NegativeInteger => reader.ReadInt64(),
        CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat =>
            reader.ReadDouble(),
        CborReaderState state => throw new CborContentException($"{state} has no place here"),
    };

    /// <summary>Tag 1 is a time in seconds; some clients write it as an integer, some as a float.</summary>
    private static WireNode ReadTagged(CborReader reader, int depth)
    {
        CborTag tag = reader.ReadTag();
        WireNode value = Read(reader, depth + 1);
        return tag != CborTag.UnixTimeSeconds ? value
            : WireTime.TryFromSeconds(value.AsNumber("a timestamp"), out DateTimeOffset time) ? time
            : throw AwsException.Serialization("a timestamp", "a time");
    }

    private static WireNode ReadMap(CborReader reader, int depth)
    {
        var members = new OrderedDictionary<string, WireNode>(StringComparer.Ordinal);
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            string name = reader.ReadTextString();
            members[name] = Read(reader, depth + 1);
        }

        reader.ReadEndMap();
        return WireNode.Structure(members);
    }

    private static WireNode ReadArray(CborReader reader, int depth)
    {
        var items = new List<WireNode>();
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            items.Add(Read(reader, depth + 1));
        }

        reader.ReadEndArray();
        return WireNode.List(items);
    }

    private static void Write(CborWriter writer, WireNode node)
    {
        switch (node.Value)
        {
            case string text:
                writer.WriteTextString(text);
                break;
            case double number:
                writer.WriteDouble(number);
                break;
            case long whole:
                writer.WriteInt64(whole);
                break;
            case bool flag:
                writer.WriteBoolean(flag);
                break;
            case DateTimeOffset time:
                writer.WriteTag(CborTag.UnixTimeSeconds);
                writer.WriteDouble(WireTime.ToSeconds(time));
                break;
            case List<WireNode> items:
                writer.WriteStartArray(items.Count);
                items.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
                break;
            case WireMap map:
                Write(writer, map.Entries, map.Entries.Count);
                break;
            case OrderedDictionary<string, WireNode> members:
                Write(writer, members, members.Count);
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    private static void Write(CborWriter writer, IEnumerable<KeyValuePair<string, WireNode>> members, int count)
    {
        writer.WriteStartMap(count);
        foreach ((string name, WireNode value) in members)
        {
            writer.WriteTextString(name);
            Write(writer, value);
        }

        writer.WriteEndMap();
    }
}
