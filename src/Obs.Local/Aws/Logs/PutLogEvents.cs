using System.Text;
using Obs.Local.Ingest;
using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>Stores log events by the rules of the service: in order, within a day, at most 10,000 and 1 MiB.</summary>
internal sealed class PutLogEvents(LocalServices services)
{
    private const int MaxEvents = 10_000;
    private const int MaxBytes = 1_048_576;
    private const int EventOverhead = 26; // Counted for each event by the service.
    private const long MaxSpan = 24 * 3_600_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(14);
    private static readonly TimeSpan MaxAhead = TimeSpan.FromHours(2);

    private readonly IngestAccounts _accounts = services.Accounts;

    public async Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<WireNode> events = input.Items("logEvents");
        try
        {
            return await StoreAsync(input, events, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException error) when (error.Status < 500)
        {
            _accounts.Reject(_accounts.Logs, error.Code, error.Message, traceId: null, Math.Max(1, events.Count));
            throw;
        }
    }

    private async Task<WireNode> StoreAsync(WireNode input, IReadOnlyList<WireNode> events, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        string stream = LogNames.Stream(input);
        List<(long Time, string Message)> all = Read(events);
        long now = services.Time.GetUtcNow().ToUnixTimeMilliseconds();
        int tooOld = all.TakeWhile(item => item.Time < now - (long)MaxAge.TotalMilliseconds).Count();
        int tooNew = all.FindIndex(item => item.Time > now + (long)MaxAhead.TotalMilliseconds);
        int end = tooNew < 0 ? all.Count : tooNew;

        List<LogEntry> entries = [.. all[tooOld..end].Select(static item => LogEntryParser.Parse(item.Time, item.Message))];
        var work = new LogWork(group, stream, entries, _accounts);
        services.Writer.Enqueue(work);
        if (await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false) is { } dropped)
        {
            throw AwsException.Unavailable(dropped);
        }

        if (work.StreamMissing)
        {
            throw AwsException.LogsNotFound(work.GroupMissing ? "group" : "stream");
        }

        if (services.MetricFilters.Apply(group, entries).Concat(EmbeddedMetrics.Read(entries)).ToList() is { Count: > 0 } data)
        {
            services.Writer.Enqueue(new MetricWork(data, _accounts));
        }

        Count("too old", tooOld);
        Count("too new", all.Count - end);
        return WireNode.Of(
            ("nextSequenceToken", "0"),
            ("rejectedLogEventsInfo", tooOld + all.Count - end == 0 ? null : WireNode.Of(
                ("tooOldLogEventEndIndex", tooOld > 0 ? (WireNode)(long)tooOld : null),
                ("tooNewLogEventStartIndex", tooNew >= 0 ? (WireNode)(long)tooNew : null))));
    }

    private void Count(string reason, int events)
    {
        if (events > 0)
        {
            _accounts.Reject(
                _accounts.Logs, reason, $"{events} events outside the last 14 days and the next 2 hours", traceId: null, events);
        }
    }

    private static List<(long Time, string Message)> Read(IReadOnlyList<WireNode> events)
    {
        if (events.Count is 0 or > MaxEvents)
        {
            throw AwsException.LogsParameter(
                $"Log events in a single PutLogEvents request must number 1 to {MaxEvents}; found {events.Count}.");
        }

        List<(long Time, string Message)> all = [.. events.Select(static item => (
            item.Whole("timestamp") ?? throw AwsException.LogsParameter("A log event has no timestamp."),
            item.Text("message") is { Length: > 0 } message ? message : throw AwsException.LogsParameter("A log event has no message.")))];
        for (int index = 1; index < all.Count; index++)
        {
            if (all[index].Time < all[index - 1].Time)
            {
                throw AwsException.LogsParameter("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }

        if (all[^1].Time - all[0].Time > MaxSpan)
        {
            throw AwsException.LogsParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }

        long bytes = all.Sum(static item => (long)Encoding.UTF8.GetByteCount(item.Message) + EventOverhead);
        return bytes <= MaxBytes ? all : throw AwsException.LogsParameter($"Upload too large: {bytes} bytes exceeds limit of {MaxBytes}");
    }
}
