using System.Buffers.Binary;
using System.Text;

namespace Obs.OpenTelemetry.Tests;

/// <summary>A span as a receiver reads it, by the published schema and nothing of ours: trace.proto of OpenTelemetry.</summary>
internal sealed record ReceivedSpan(string Name, string SpanId, string ParentId, uint Flags, IReadOnlyDictionary<string, string> Resource)
{
    /// <summary>Every span of an <c>ExportTraceServiceRequest</c>. Throws where a message is longer than what it stands in.</summary>
    public static IReadOnlyList<ReceivedSpan> ReadAll(byte[] request) =>
    [
        .. from resourceSpans in Messages(request, 1)
           let resource = Messages(resourceSpans, 1).SelectMany(static r => Messages(r, 1)).ToDictionary(
               static pair => Text(pair, 1), static pair => Messages(pair, 2).Select(static value => Text(value, 1)).First())
           from scopeSpans in Messages(resourceSpans, 2)
           from span in Messages(scopeSpans, 2)
           select new ReceivedSpan(
               Text(span, 5), Hex(span, 2), Hex(span, 4),
               Fields(span).Where(static f => f.Number == 16).Select(static f => BinaryPrimitives.ReadUInt32LittleEndian(f.Content.Span))
                   .FirstOrDefault(),
               resource),
    ];

    private static IEnumerable<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, int number) =>
        Fields(message).Where(field => field.Number == number).Select(static field => field.Content);

    private static string Text(ReadOnlyMemory<byte> message, int number) =>
        string.Concat(Messages(message, number).Select(static text => Encoding.UTF8.GetString(text.Span)));

    private static string Hex(ReadOnlyMemory<byte> message, int number) =>
        string.Concat(Messages(message, number).Select(static bytes => Convert.ToHexStringLower(bytes.Span)));

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Content)> Fields(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            int tag = (int)Varint(message, ref at);
            int start = at;
            int length = (tag & 7) switch
            {
                0 => (int)(Varint(message, ref at) * 0) + at - start,
                1 => 8,
                5 => 4,
                2 => (int)Varint(message, ref at),
                _ => throw new InvalidDataException($"Wire type {tag & 7} at {start}."),
            };
            at = (tag & 7) == 0 ? start : at;
            yield return (tag >> 3, message.Slice(at, length));
            at += length;
        }
    }

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message.Span[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
