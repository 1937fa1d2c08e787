using System.Globalization;
using Obs.Local.Logs;
using Obs.Local.Logs.Patterns;

namespace Obs.Local.Aws.Logs;

/// <summary>Events of a group by time and pattern.</summary>
internal sealed class FilterLogEvents(LogQueries logs)
{
    private const int MaxLimit = 10_000;
    private const int MaxScanned = 50_000; // A page; one that finds few ends there and says where to go on.

    private static readonly PageToken Token = PageToken.Logs(nameof(FilterLogEvents));

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        if (!logs.HasGroup(group))
        {
            throw AwsException.LogsNotFound("group");
        }

        IReadOnlyList<string> streams = input.Texts("logStreamNames");
        string? prefix = input.Text("logStreamNamePrefix");
        if (streams.Count > 0 && prefix is not null)
        {
            throw AwsException.LogsParameter("logStreamNames and logStreamNamePrefix are mutually exclusive.");
        }

        if (streams.Any(stream => !logs.HasStream(group, stream)))
        {
            throw AwsException.LogsNotFound("stream");
        }

        LogPattern pattern = FilterPatterns.Parse(input.Text("filterPattern"));
        var query = new LogQuery
        {
            Group = group,
            Streams = streams,
            StreamPrefix = prefix,
            From = input.Whole("startTime"),
            Through = input.Whole("endTime"),
            Terms = pattern.Required,
            After = EventToken.Parse(Token.Read(input), "") is { } token ? (token.Time, token.Row) : null,
            Limit = MaxLimit,
        };
        (List<LogEventRow> found, EventToken? next) = Scan(query, pattern, PageLimit.Read(input, "limit", MaxLimit), cancellationToken);
        return Task.FromResult(WireNode.Of(
            ("events", WireNode.List(found.Select(Event))),
            ("searchedLogStreams", WireNode.List([])),
            ("nextToken", Token.Write(next?.Format("")))));
    }

    private (List<LogEventRow> Found, EventToken? Next) Scan(
        LogQuery query, LogPattern pattern, int limit, CancellationToken cancellationToken)
    {
        List<LogEventRow> found = [];
        for (int scanned = 0; scanned < MaxScanned; scanned += MaxLimit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<LogEventRow> page = logs.Events(query);
            foreach (LogEventRow entry in page)
            {
                if (found.Count == limit)
                {
                    return (found, new EventToken(found[^1].Time, found[^1].Row));
                }

                if (pattern.Match(entry.Message) is not null)
                {
                    found.Add(entry);
                }
            }

            if (page.Count < MaxLimit)
            {
                return (found, null);
            }

            query = query.StartingAfter((page[^1].Time, page[^1].Row));
        }

        return (found, query.After is { } last ? new EventToken(last.Time, last.Row) : null);
    }

    private static WireNode Event(LogEventRow entry) => WireNode.Of(
        ("logStreamName", entry.Stream),
        ("timestamp", entry.Time),
        ("message", entry.Message),
        ("ingestionTime", entry.Received),
        ("eventId", entry.Row.ToString("D56", CultureInfo.InvariantCulture)));
}
