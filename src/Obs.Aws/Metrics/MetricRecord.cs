using System.Buffers;
using System.Text;

namespace Obs.Aws.Metrics;

/// <summary>A datum as it waits in the queue: one byte of length, the namespace, the datum's JSON.</summary>
/// <remarks>One queue and one account for all namespaces; a request takes one namespace only, so each record says its own.</remarks>
internal static class MetricRecord
{
    public static void WriteHead(IBufferWriter<byte> record, string @namespace)
    {
        Span<byte> head = record.GetSpan(1 + byte.MaxValue);
        head[0] = (byte)Encoding.ASCII.GetBytes(@namespace, head[1..]);
        record.Advance(1 + head[0]);
    }

    public static ReadOnlySpan<byte> Namespace(ReadOnlySpan<byte> record) => record.Slice(1, record[0]);

    public static ReadOnlyMemory<byte> Datum(ReadOnlyMemory<byte> record) => record[(1 + record.Span[0])..];
}
