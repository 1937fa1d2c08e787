using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obs.Delivery;

namespace Obs.Aws.Logs;

/// <summary>Writes the bodies of calls to one group and stream. Not safe for use by several threads.</summary>
internal sealed class LogRequests : IDisposable
{
    private readonly ArrayBufferWriter<byte> _body = new(64 * 1024);
    private readonly Utf8JsonWriter _json;
    private readonly LogDestination _destination;

    public LogRequests(LogDestination destination)
    {
        _destination = destination;

        // Nothing here is ever put into a page of HTML, which is all that the stricter encoder is for.
        _json = new Utf8JsonWriter(_body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public byte[] CreateGroup() => Write(json => json.WriteString("logGroupName"u8, _destination.Group));

    public byte[] CreateStream() => Write(WriteDestination);

    public byte[] Put(DeliveryBatch batch, List<LogEvent> events) => Write(json =>
    {
        WriteDestination(json);
        json.WriteStartArray("logEvents"u8);
        foreach (LogEvent one in events)
        {
            json.WriteStartObject();
            json.WriteNumber("timestamp"u8, one.Milliseconds);
            json.WriteString("message"u8, batch[one.Index].Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public void Dispose() => _json.Dispose();

    private void WriteDestination(Utf8JsonWriter json)
    {
        json.WriteString("logGroupName"u8, _destination.Group);
        json.WriteString("logStreamName"u8, _destination.Stream);
    }

    private byte[] Write(Action<Utf8JsonWriter> members)
    {
        _body.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        members(_json);
        _json.WriteEndObject();
        _json.Flush();
        return _body.WrittenSpan.ToArray();
    }
}
