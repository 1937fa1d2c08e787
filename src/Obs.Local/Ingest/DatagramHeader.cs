using System.Text.Json;

namespace Obs.Local.Ingest;

/// <summary>The first line of a datagram: <c>{"format":"json","version":1}</c>, where our own senders add a stream <c>s</c> and a number
/// <c>n</c>.</summary>
internal readonly struct DatagramHeader
{
    public const byte Separator = (byte)'\n';

    private DatagramHeader(string? stream, long number) => (Stream, Number) = (stream, number);

    public string? Stream { get; }

    public long Number { get; }

    /// <summary>False, with the reason, for anything the X-Ray daemon would not take either. Never throws.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out DatagramHeader header, out string detail)
    {
        header = default;
        detail = "the first line is not {\"format\":\"json\",\"version\":1}";
        var reader = new Utf8JsonReader(line);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryParse(ref reader, out header);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryParse(ref Utf8JsonReader reader, out DatagramHeader header)
    {
        bool isJson = false;
        bool isVersion1 = false;
        string? stream = null;
        long? number = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool format = reader.ValueTextEquals("format"u8);
            bool version = reader.ValueTextEquals("version"u8);
            bool isStream = reader.ValueTextEquals("s"u8);
            bool isNumber = reader.ValueTextEquals("n"u8);
            reader.Read();
            isJson |= format && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("json"u8);
            isVersion1 |= version && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value == 1;
            stream = isStream && reader.TokenType == JsonTokenType.String ? reader.GetString() : stream;
            number = isNumber && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long found) ? found : number;
            reader.Skip();
        }

        header = new DatagramHeader(number is null ? null : stream, number ?? 0);
        return isJson && isVersion1;
    }
}
