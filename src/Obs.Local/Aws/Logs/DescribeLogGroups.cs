using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>Names the log groups, 50 at a time.</summary>
internal sealed class DescribeLogGroups(LogQueries logs)
{
    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        int limit = PageLimit.Read(input, "limit", most: 50);
        List<LogGroupRow> found = logs.Groups(input.Text("logGroupNamePrefix"), input.Text("nextToken") ?? "", limit + 1);
        IEnumerable<WireNode> groups = found.Take(limit).Select(static group => WireNode.Of(
            ("logGroupName", group.Name),
            ("creationTime", group.Created),
            ("arn", AwsArn.LogGroup(group.Name) + ":*"),
            ("logGroupArn", AwsArn.LogGroup(group.Name)),
            ("metricFilterCount", 0L),
            ("storedBytes", 0L)));
        // The last name given is where the next page goes on: names are in order.
        string? next = found.Count > limit ? found[limit - 1].Name : null;
        return Task.FromResult(WireNode.Of(("logGroups", WireNode.List(groups)), ("nextToken", next)));
    }
}
