using System.Text.Json;
using Obs.Delivery;

namespace Obs.Aws.Logs;

/// <summary>What a call that succeeded did not take: the events before one index and from another on.</summary>
internal static class RejectedEvents
{
    /// <summary>Reads the reply and names the events that were refused. Never throws: a reply that cannot be read refuses
    /// nothing.</summary>
    public static void Read(ReadOnlySpan<byte> reply, List<LogEvent> events, List<RecordFailure> failures)
    {
        try
        {
            var reader = new Utf8JsonReader(reply);
            if (JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
            {
                using (document)
                {
                    Read(document.RootElement, events, failures);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            AwsEventSource.Log.CallFailed("PutLogEvents", 0, "unreadable", exception);
        }
    }

    private static void Read(JsonElement reply, List<LogEvent> events, List<RecordFailure> failures)
    {
        if (reply.ValueKind != JsonValueKind.Object
            || !reply.TryGetProperty("rejectedLogEventsInfo"u8, out JsonElement info)
            || info.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        int expired = IndexOf(info, "expiredLogEventEndIndex", 0, events.Count);
        int tooOld = IndexOf(info, "tooOldLogEventEndIndex", 0, events.Count);
        int tooNew = IndexOf(info, "tooNewLogEventStartIndex", events.Count, events.Count);
        for (int i = 0; i < events.Count; i++)
        {
            string? reason = i < tooOld ? "too_old" : i < expired ? "expired" : i >= tooNew ? "too_new" : null;
            if (reason is not null)
            {
                failures.Add(RecordFailure.Drop(events[i].Index, reason));
            }
        }
    }

    private static int IndexOf(JsonElement info, string name, int otherwise, int count) =>
        info.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int index)
            ? Math.Clamp(index, 0, count)
            : otherwise;
}
