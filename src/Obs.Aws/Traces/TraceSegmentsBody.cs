using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obs.Delivery;

namespace Obs.Aws.Traces;

/// <summary>Writes the body of a call: documents of JSON as strings of JSON.</summary>
internal static class TraceSegmentsBody
{
    // Nothing here is ever put into a page of HTML, which is all that the stricter encoder is for.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(DeliveryBatch batch)
    {
        var body = new ArrayBufferWriter<byte>((int)batch.SizeBytes + 1024);
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        json.WriteStartArray("TraceSegmentDocuments"u8);
        for (int i = 0; i < batch.Count; i++)
        {
            json.WriteStringValue(batch[i].Span);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }
}
