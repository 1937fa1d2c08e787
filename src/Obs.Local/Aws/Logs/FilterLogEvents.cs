using System.Globalization;
using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>Events of a group by time and by words in them.</summary>
internal sealed class FilterLogEvents(LogQueries logs)
{
    private const int MaxLimit = 10_000;

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        if (!logs.HasGroup(group))
        {
            throw AwsException.LogsNotFound("group");
        }

        int limit = PageLimit.Read(input, "limit", MaxLimit);
        var query = new LogQuery
        {
            Group = group,
            Streams = input.Texts("logStreamNames"),
            StreamPrefix = input.Text("logStreamNamePrefix"),
            From = input.Whole("startTime"),
            Through = input.Whole("endTime"),
            Terms = FilterPattern.Terms(input.Text("filterPattern")),
            After = EventToken.Parse(input.Text("nextToken"), "") is { } token ? (token.Time, token.Row) : null,
            Limit = limit + 1,
        };
        List<LogEventRow> found = logs.Events(query);
        string? next = found.Count > limit ? new EventToken(found[limit - 1].Time, found[limit - 1].Row).Format("") : null;
        return Task.FromResult(WireNode.Of(
            ("events", WireNode.List(found.Take(limit).Select(Event))),
            ("searchedLogStreams", WireNode.List([])),
            ("nextToken", next)));
    }

    private static WireNode Event(LogEventRow entry) => WireNode.Of(
        ("logStreamName", entry.Stream),
        ("timestamp", entry.Time),
        ("message", entry.Message),
        ("ingestionTime", entry.Received),
        ("eventId", entry.Row.ToString("D56", CultureInfo.InvariantCulture)));
}
