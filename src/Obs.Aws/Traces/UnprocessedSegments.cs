using System.Text.Json;
using Obs.Aws.Client;
using Obs.Delivery;

namespace Obs.Aws.Traces;

/// <summary>The documents that an accepted call left out, which X-Ray names by the id of their segment.</summary>
internal static class UnprocessedSegments
{
    // A document that X-Ray cannot read has no id to be named by.
    private const string NoId = "";

    /// <summary>Reads the reply. Never throws: one that cannot be read leaves nothing out.</summary>
    public static IReadOnlyList<RecordFailure> Read(ReadOnlySpan<byte> reply, DeliveryBatch batch)
    {
        try
        {
            var reader = new Utf8JsonReader(reply);
            if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
            {
                return [];
            }

            using (document)
            {
                return document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty("UnprocessedTraceSegments"u8, out JsonElement left)
                    && left.ValueKind == JsonValueKind.Array
                    && left.GetArrayLength() > 0
                    ? Match(left, batch)
                    : [];
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            AwsEventSource.Log.CallFailed("PutTraceSegments", 0, "unreadable", exception);
            return [];
        }
    }

    private static List<RecordFailure> Match(JsonElement left, DeliveryBatch batch)
    {
        // A segment that was sent in progress and then complete stands in a batch twice, and is named once for each.
        ILookup<string, int> byId = Enumerable.Range(0, batch.Count).ToLookup(i => IdOf(batch[i].Span) ?? NoId, StringComparer.Ordinal);
        Dictionary<string, int> matched = new(StringComparer.Ordinal);
        List<RecordFailure> failures = [];
        foreach (JsonElement segment in left.EnumerateArray())
        {
            string id = Text(segment, "Id") ?? NoId;
            string code = Text(segment, "ErrorCode") ?? "";
            AwsEventSource.Log.CallFailed("PutTraceSegments", 1, code, Text(segment, "Message") ?? "");
            int seen = matched.GetValueOrDefault(id);
            matched[id] = seen + 1;
            if (byId[id].Skip(seen).Cast<int?>().FirstOrDefault() is { } index)
            {
                failures.Add(CallFailure.IsPassing(code)
                    ? RecordFailure.Retry(index, "unprocessed")
                    : RecordFailure.Drop(index, "unprocessed"));
            }
        }

        return failures;
    }

    private static string? Text(JsonElement segment, string name) =>
        segment.ValueKind == JsonValueKind.Object
        && segment.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? IdOf(ReadOnlySpan<byte> document)
    {
        try
        {
            var reader = new Utf8JsonReader(document);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                {
                    bool isId = reader.ValueTextEquals("id"u8);
                    reader.Read();
                    if (isId)
                    {
                        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    }

                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not a document of ours; it has no id that anybody could name.
        }

        return null;
    }
}
