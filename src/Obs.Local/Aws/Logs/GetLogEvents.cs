using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>The events of one stream, page by page in both directions.</summary>
internal sealed class GetLogEvents(LogQueries logs)
{
    private const string Forward = "f/";
    private const string Backward = "b/";
    private const int MaxLimit = 10_000;

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        string stream = LogNames.Stream(input);
        if (!logs.HasStream(group, stream))
        {
            throw AwsException.LogsNotFound(logs.HasGroup(group) ? "stream" : "group");
        }

        string? token = input.Text("nextToken");
        bool backward = token is null ? !(input.Flag("startFromHead") ?? false) : token.StartsWith(Backward, StringComparison.Ordinal);
        EventToken? place = EventToken.Parse(token, backward ? Backward : Forward);
        var query = new LogQuery
        {
            Group = group,
            Streams = [stream],
            From = input.Whole("startTime"),
            // Here, unlike in FilterLogEvents, the end is not included.
            Through = input.Whole("endTime") - 1,
            After = backward ? null : Pair(place),
            Before = backward ? Pair(place) : null,
            NewestFirst = backward,
            Limit = PageLimit.Read(input, "limit", MaxLimit),
        };
        List<LogEventRow> found = logs.Events(query);
        if (backward)
        {
            found.Reverse();
        }

        return Task.FromResult(Answer(found, place));
    }

    private static (long, long)? Pair(EventToken? token) => token is { } place ? (place.Time, place.Row) : null;

    /// <summary>At an end the token asked with is given again, which is how clients know that there is no more.</summary>
    private static WireNode Answer(List<LogEventRow> found, EventToken? place)
    {
        EventToken first = found.Count > 0 ? new EventToken(found[0].Time, found[0].Row) : place ?? default;
        EventToken last = found.Count > 0 ? new EventToken(found[^1].Time, found[^1].Row) : place ?? default;
        return WireNode.Of(
            ("events", WireNode.List(found.Select(static entry => WireNode.Of(
                ("timestamp", entry.Time), ("message", entry.Message), ("ingestionTime", entry.Received))))),
            ("nextForwardToken", last.Format(Forward)),
            ("nextBackwardToken", first.Format(Backward)));
    }
}
