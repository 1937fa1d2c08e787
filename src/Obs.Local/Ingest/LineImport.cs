using System.Globalization;
using System.Text;
using System.Text.Json;
using Obs.Local.Aws.Logs;
using Obs.Local.Logs;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Ingest;

/// <summary>Takes lines in: segment documents become traces, everything else log events, with the metrics that stand in them.</summary>
internal sealed class LineImport(
    IngestAccounts accounts, StoreWriter writer, ResourceStore resources, MetricFilters filters, TimeProvider time)
{
    private const int Batch = 1_000;
    private const int MaxLine = 1 << 20;

    /// <summary>Reads to the end; returns how many lines were taken.</summary>
    /// <param name="lines">UTF-8 text.</param>
    /// <param name="group">The log group for what is no segment.</param>
    /// <param name="stream">The log stream in it.</param>
    /// <param name="cancellationToken">Gives up between two batches.</param>
    public async Task<long> RunAsync(TextReader lines, string group, string stream, CancellationToken cancellationToken)
    {
        await resources.RunAsync(
            new ResourceWork(
                session => session.Logs.AddGroup(group, session.Received) | session.Logs.AddStream(group, stream, session.Received)),
            cancellationToken).ConfigureAwait(false);
        long taken = 0;
        List<LogEntry> entries = [];
        List<(SegmentRecord, byte[])> segments = [];
        while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (line.Length > MaxLine)
            {
                accounts.Reject(
                    accounts.Logs, "too large", $"a line of {line.Length} characters; the limit is {MaxLine}", traceId: null, 1);
                continue;
            }

            taken++;
            if (ParseSegment(line) is { } segment)
            {
                segments.Add(segment);
            }
            else
            {
                entries.Add(LogEntryParser.Parse(TimeOf(line), line));
            }

            if (entries.Count + segments.Count == Batch)
            {
                await StoreAsync(group, stream, entries, cancellationToken).ConfigureAwait(false);
                await StoreAsync(segments, cancellationToken).ConfigureAwait(false);
                (entries, segments) = ([], []);
            }
        }

        await StoreAsync(group, stream, entries, cancellationToken).ConfigureAwait(false);
        await StoreAsync(segments, cancellationToken).ConfigureAwait(false);
        return taken;
    }

    private static (SegmentRecord, byte[])? ParseSegment(string line)
    {
        byte[] document = line.Contains("\"trace_id\"", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(line) : [];
        return document.Length > 0 && SegmentParser.Parse(document, out _) is { } segment ? (segment, document) : null;
    }

    private async Task StoreAsync(List<(SegmentRecord, byte[])> segments, CancellationToken cancellationToken)
    {
        if (segments.Count > 0)
        {
            var work = new SegmentWork(segments, accounts);
            writer.Enqueue(work);
            await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StoreAsync(string group, string stream, List<LogEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        entries.Sort(static (a, b) => a.Time.CompareTo(b.Time));
        var work = new LogWork(group, stream, entries, accounts);
        writer.Enqueue(work);
        await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (filters.Apply(group, entries).Concat(EmbeddedMetrics.Read(entries)).ToList() is { Count: > 0 } data)
        {
            var metrics = new MetricWork(data, accounts);
            writer.Enqueue(metrics);
            await metrics.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the member <c>timestamp</c> says, ISO 8601 or milliseconds since 1970; otherwise now.</summary>
    private long TimeOf(string line)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!line.AsSpan().TrimStart().StartsWith('{'))
        {
            return now;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return !document.RootElement.TryGetProperty("timestamp", out JsonElement stamp) ? now
                : stamp.ValueKind == JsonValueKind.Number && stamp.TryGetInt64(out long milliseconds) ? milliseconds
                : stamp.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(
                    stamp.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                    out DateTimeOffset parsed) ? parsed.ToUnixTimeMilliseconds()
                : now;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return now;
        }
    }
}
