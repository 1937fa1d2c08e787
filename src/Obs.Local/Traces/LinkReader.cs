using System.Text.Json;

namespace Obs.Local.Traces;

/// <summary>Reads <c>links</c>. One that does not say what it points at is passed over, as it says nothing of who is linked with
/// whom.</summary>
internal static class LinkReader
{
    private const int MaxLinks = 100; // Of a document; X-Ray shows 20 traces of them.

    /// <summary>Reads the value of the member the reader stands on.</summary>
    public static void Read(ref Utf8JsonReader reader, HashSet<LinkRecord> links)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (ReadLink(ref reader) is { } link && links.Count < MaxLinks)
            {
                links.Add(link);
            }
        }
    }

    private static LinkRecord? ReadLink(ref Utf8JsonReader reader)
    {
        string? traceId = null;
        string? id = null;
        while (EntityReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("trace_id"u8))
            {
                traceId = EntityReader.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = EntityReader.ReadText(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return id is not null && TraceId.IsEntityId(id) && TraceId.TryNormalize(traceId, out string trace)
            ? new LinkRecord(trace, id.ToLowerInvariant())
            : null;
    }
}
