using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>Names the streams of a log group by name, 50 at a time.</summary>
internal sealed class DescribeLogStreams(LogQueries logs)
{
    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        if (!logs.HasGroup(group))
        {
            throw AwsException.LogsNotFound("group");
        }

        int limit = PageLimit.Read(input, "limit", most: 50);
        List<LogStreamRow> found = logs.Streams(group, input.Text("logStreamNamePrefix"), input.Text("nextToken") ?? "", limit + 1);
        IEnumerable<WireNode> streams = found.Take(limit).Select(stream => WireNode.Of(
            ("logStreamName", stream.Name),
            ("creationTime", stream.Created),
            ("firstEventTimestamp", Optional(stream.First)),
            ("lastEventTimestamp", Optional(stream.Last)),
            ("lastIngestionTime", Optional(stream.Ingested)),
            ("uploadSequenceToken", "0"),
            ("arn", $"{AwsArn.LogGroup(group)}:log-stream:{stream.Name}"),
            ("storedBytes", 0L)));
        string? next = found.Count > limit ? found[limit - 1].Name : null;
        return Task.FromResult(WireNode.Of(("logStreams", WireNode.List(streams)), ("nextToken", next)));
    }

    private static WireNode? Optional(long? value) => value is { } known ? known : null;
}
