using System.IO.Compression;
using Obs.Delivery;

namespace Obs.OpenTelemetry.Sending;

/// <summary>Puts records together to the body of one request.</summary>
/// <remarks>Protocol buffers that stand one after another are one message, whose lists hold the items of all:
/// <see href="https://protobuf.dev/programming-guides/encoding/#last-one-wins"/>. So a request is its records, joined.</remarks>
internal static class OtlpBody
{
    public static byte[] Join(DeliveryBatch batch, bool compresses)
    {
        using var body = new MemoryStream((int)batch.SizeBytes / (compresses ? 4 : 1));
        if (compresses)
        {
            using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
            Write(batch, gzip);
        }
        else
        {
            Write(batch, body);
        }

        return body.ToArray();
    }

    private static void Write(DeliveryBatch batch, Stream body)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            body.Write(batch[i].Span);
        }
    }
}
