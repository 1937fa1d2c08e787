using System.Buffers.Binary;
using System.Diagnostics;

namespace Obs.OpenTelemetry;

/// <summary>Sets the parent of the one span in an <c>ExportTraceServiceRequest</c>: the exporter writes the one that stands in the
/// activity, which may be nobody's.</summary>
/// <remarks>In place: what is taken out makes the messages around it shorter, never longer.</remarks>
internal static class SpanParent
{
    private const int ParentIdField = 4;
    private const int FlagsField = 16;
    private const uint ParentIsRemote = 0x200; // SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK

    // ExportTraceServiceRequest.resource_spans, ResourceSpans.scope_spans, ScopeSpans.spans
    private static ReadOnlySpan<int> Path => [1, 2, 2];

    /// <summary>Gives the span another parent, or, by the default, none.</summary>
    /// <returns>The length of the request afterwards.</returns>
    public static int Set(Span<byte> request, ActivitySpanId parentId)
    {
        Span<Field> around = stackalloc Field[Path.Length];
        Range span = ..;
        for (int depth = 0; depth < Path.Length; depth++)
        {
            if (!Field.TryFind(request, span, Path[depth], out around[depth]))
            {
                return request.Length;
            }

            span = around[depth].Content;
        }

        if (!Field.TryFind(request, span, ParentIdField, out Field parent))
        {
            return request.Length;
        }

        if (parentId != default)
        {
            parentId.CopyTo(request[parent.Content]);
            return request.Length;
        }

        if (Field.TryFind(request, span, FlagsField, out Field flags))
        {
            Span<byte> bits = request[flags.Content];
            BinaryPrimitives.WriteUInt32LittleEndian(bits, BinaryPrimitives.ReadUInt32LittleEndian(bits) & ~ParentIsRemote);
        }

        return Remove(request, parent, around);
    }

    private static int Remove(Span<byte> request, in Field field, ReadOnlySpan<Field> around)
    {
        int length = field.End - field.Start;
        foreach (ref readonly Field message in around)
        {
            message.Shorten(request, length);
        }

        request[field.End..].CopyTo(request[field.Start..]);
        return request.Length - length;
    }
}
