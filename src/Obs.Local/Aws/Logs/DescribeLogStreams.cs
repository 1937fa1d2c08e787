using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>Names the streams of a log group, by name or by the time of their last event, 50 at a time.</summary>
internal sealed class DescribeLogStreams(LogQueries logs)
{
    private static readonly PageToken Token = PageToken.Logs(nameof(DescribeLogStreams));

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        if (!logs.HasGroup(group))
        {
            throw AwsException.LogsNotFound("group");
        }

        int limit = PageLimit.Read(input, "limit", most: 50);
        int start = (int)Math.Min(int.MaxValue, Token.ReadNumber(input) ?? 0);
        List<LogStreamRow> found = Find(input, group);
        IEnumerable<WireNode> streams = found.Skip(start).Take(limit).Select(stream => WireNode.Of(
            ("logStreamName", stream.Name),
            ("creationTime", stream.Created),
            ("firstEventTimestamp", Optional(stream.First)),
            ("lastEventTimestamp", Optional(stream.Last)),
            ("lastIngestionTime", Optional(stream.Ingested)),
            ("uploadSequenceToken", "0"),
            ("arn", $"{AwsArn.LogGroup(group)}:log-stream:{stream.Name}"),
            ("storedBytes", 0L)));
        string? next = Token.Write(found.Count - start > limit ? (long)start + limit : null);
        return Task.FromResult(WireNode.Of(("logStreams", WireNode.List(streams)), ("nextToken", next)));
    }

    private List<LogStreamRow> Find(WireNode input, string group)
    {
        string? prefix = input.Text("logStreamNamePrefix");
        bool byTime = input.Text("orderBy") switch
        {
            null or "LogStreamName" => false,
            "LastEventTime" when prefix is not null => throw AwsException.LogsParameter(
                "Cannot order by LastEventTime with a logStreamNamePrefix."),
            "LastEventTime" => true,
            string other => throw AwsException.LogsParameter(
                $"Value '{other}' at 'orderBy' failed to satisfy constraint: "
                + "Member must satisfy enum value set: [LogStreamName, LastEventTime]"),
        };
        List<LogStreamRow> found = logs.Streams(group, prefix, int.MaxValue);
        found = byTime ? [.. found.OrderBy(static stream => stream.Last ?? 0)] : found; // Stable: by name where times are the same.
        if (input.Flag("descending") == true)
        {
            found.Reverse();
        }

        return found;
    }

    private static WireNode? Optional(long? value) => value is { } known ? known : null;
}
