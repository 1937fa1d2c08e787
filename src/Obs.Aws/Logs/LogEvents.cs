using System.Globalization;
using System.Text.Json;
using Obs.Delivery;

namespace Obs.Aws.Logs;

/// <summary>The entries of a batch by rising time, cut into runs that one call may carry.</summary>
/// <remarks>Several threads enqueue, so entries arrive nearly in order; the service wants exactly, and no more than a day in a
/// call.</remarks>
internal static class LogEvents
{
    /// <summary>The events in order, each with its time in milliseconds and its place in the batch.</summary>
    /// <param name="batch">The entries.</param>
    /// <param name="time">What is too old and too new is told by it.</param>
    /// <param name="failures">Takes what the service refuses, empty entries together with everything beside them: it is in no run.</param>
    public static List<List<LogEvent>> RunsOf(DeliveryBatch batch, TimeProvider time, List<RecordFailure> failures)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        IEnumerable<LogEvent> events = Enumerable.Range(0, batch.Count)
            .Select(i => new LogEvent(TimeOf(batch[i].Span) ?? now, i))
            .OrderBy(static e => e.Milliseconds);
        List<List<LogEvent>> runs = [];
        foreach (LogEvent one in events)
        {
            if (ReasonToDrop(batch[one.Index].Span, one.Milliseconds - now) is { } reason)
            {
                failures.Add(RecordFailure.Drop(one.Index, reason));
                continue;
            }

            if (runs.Count == 0 || one.Milliseconds - runs[^1][0].Milliseconds > LogsLimits.SpanMilliseconds)
            {
                runs.Add([]);
            }

            runs[^1].Add(one);
        }

        return runs;
    }

    /// <summary>The time an entry carries in its first member, or null.</summary>
    internal static long? TimeOf(ReadOnlySpan<byte> entry)
    {
        try
        {
            var reader = new Utf8JsonReader(entry);
            bool hasTime = reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("timestamp"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.String;
            return hasTime && DateTimeOffset.TryParse(
                reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
                ? at.ToUnixTimeMilliseconds()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not an entry of ours: it is worth sending all the same.
            return null;
        }
    }

    private static string? ReasonToDrop(ReadOnlySpan<byte> entry, long millisecondsAhead) =>
        entry.IsEmpty ? "invalid"
        : -millisecondsAhead > (long)LogsLimits.Age.TotalMilliseconds ? DropReasons.TooOld
        : millisecondsAhead > (long)LogsLimits.Ahead.TotalMilliseconds ? "too_new"
        : null;
}
