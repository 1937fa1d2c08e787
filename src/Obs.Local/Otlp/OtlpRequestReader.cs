namespace Obs.Local.Otlp;

/// <summary>Reads the spans of an <c>ExportTraceServiceRequest</c>.</summary>
/// <remarks>Field numbers are those of <see href="https://github.com/open-telemetry/opentelemetry-proto"/>, <c>trace.proto</c>.</remarks>
internal static class OtlpRequestReader
{
    /// <summary>Spans in a request, by X-Ray's limit.</summary>
    public const int MaxSpans = 10_000;

    private const int StatusError = 2;
    private const ulong ParentIsRemote = 0x200;

    /// <exception cref="OtlpFormatException">The body is not such a request, or has too many spans.</exception>
    public static List<OtlpSpan> Read(ReadOnlySpan<byte> body)
    {
        List<OtlpSpan> spans = [];
        var request = new ProtoReader(body);
        while (request.Read())
        {
            if (request.Field == 1)
            {
                ReadResource(request.Bytes, spans);
            }
        }

        return spans;
    }

    private static void ReadResource(ReadOnlySpan<byte> message, List<OtlpSpan> spans)
    {
        var resource = new OtlpAttributes();
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1: ReadAttributes(reader.Bytes, resource); break;
                case 2: ReadScope(reader.Bytes, resource, spans); break;
            }
        }
    }

    private static void ReadAttributes(ReadOnlySpan<byte> message, OtlpAttributes attributes)
    {
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                OtlpValueReader.ReadInto(attributes, reader.Bytes);
            }
        }
    }

    private static void ReadScope(ReadOnlySpan<byte> message, OtlpAttributes resource, List<OtlpSpan> spans)
    {
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            if (reader.Field != 2)
            {
                continue;
            }

            if (spans.Count == MaxSpans)
            {
                throw new OtlpFormatException($"A request holds at most {MaxSpans} spans.");
            }

            spans.Add(ReadSpan(reader.Bytes, resource));
        }
    }

    private static OtlpSpan ReadSpan(ReadOnlySpan<byte> message, OtlpAttributes resource)
    {
        var span = new OtlpSpan { Resource = resource };
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1: span.TraceId = Convert.ToHexStringLower(reader.Bytes); break;
                case 2: span.SpanId = Convert.ToHexStringLower(reader.Bytes); break;
                case 4: span.ParentId = Convert.ToHexStringLower(reader.Bytes); break;
                case 5: span.Name = reader.Text; break;
                case 6: span.Kind = (int)reader.Number; break;
                case 7: span.Start = reader.Number; break;
                case 8: span.End = reader.Number; break;
                case 9: OtlpValueReader.ReadInto(span.Attributes, reader.Bytes); break;
                case 11: span.Events.Add(ReadEvent(reader.Bytes)); break;
                case 13: span.Links.Add(ReadLink(reader.Bytes)); break;
                case 15: ReadStatus(reader.Bytes, span); break;
                case 16: span.HasRemoteParent = (reader.Number & ParentIsRemote) != 0; break;
            }
        }

        return span;
    }

    private static OtlpEvent ReadEvent(ReadOnlySpan<byte> message)
    {
        var found = new OtlpEvent("", new OtlpAttributes());
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 2: found = found with { Name = reader.Text }; break;
                case 3: OtlpValueReader.ReadInto(found.Attributes, reader.Bytes); break;
            }
        }

        return found;
    }

    private static OtlpLink ReadLink(ReadOnlySpan<byte> message)
    {
        var link = new OtlpLink("", "");
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1: link = link with { TraceId = Convert.ToHexStringLower(reader.Bytes) }; break;
                case 2: link = link with { SpanId = Convert.ToHexStringLower(reader.Bytes) }; break;
            }
        }

        return link;
    }

    private static void ReadStatus(ReadOnlySpan<byte> message, OtlpSpan span)
    {
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 2: span.StatusMessage = reader.Text; break;
                case 3: span.IsFailed = reader.Number == StatusError; break;
            }
        }
    }
}
