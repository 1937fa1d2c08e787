using Obs.Local.Logs;
using Obs.Local.Store;

namespace Obs.Local.Aws.Logs;

/// <summary>Names the log groups, 50 at a time.</summary>
internal sealed class DescribeLogGroups(LogQueries logs, ResourceStore resources, MetricFilters filters)
{
    private static readonly PageToken Token = PageToken.Logs(nameof(DescribeLogGroups));

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        int limit = PageLimit.Read(input, "limit", most: 50);
        string? prefix = input.Text("logGroupNamePrefix");
        string? part = input.Text("logGroupNamePattern");
        List<string> named = [.. input.Texts("logGroupIdentifiers").Select(static identifier => LogNames.FromIdentifier(identifier)!)];
        if (new[] { prefix is not null, part is not null, named.Count > 0 }.Count(static given => given) > 1)
        {
            throw AwsException.LogsParameter("logGroupNamePrefix, logGroupNamePattern and logGroupIdentifiers are mutually exclusive.");
        }

        List<LogGroupRow> found = logs.Groups(prefix, part, named, Token.Read(input) ?? "", limit + 1);
        IEnumerable<WireNode> groups = found.Take(limit).Select(Group);
        // The last name given is where the next page goes on: names are in order.
        string? next = Token.Write(found.Count > limit ? found[limit - 1].Name : null);
        return Task.FromResult(WireNode.Of(("logGroups", WireNode.List(groups)), ("nextToken", next)));
    }

    private WireNode Group(LogGroupRow group)
    {
        WireNode kept = resources.Find(ResourceKind.LogGroup, group.Name) is { } found ? WireJson.Parse(found.Body) : WireNode.Empty;
        return WireNode.Of(
            ("logGroupName", group.Name),
            ("creationTime", group.Created),
            ("retentionInDays", kept.Whole("retentionInDays") is { } days ? days : null),
            ("arn", AwsArn.LogGroup(group.Name) + ":*"),
            ("logGroupArn", AwsArn.LogGroup(group.Name)),
            ("metricFilterCount", filters.Count(group.Name)),
            ("storedBytes", 0L),
            ("kmsKeyId", kept.Text("kmsKeyId")),
            ("logGroupClass", kept.Text("logGroupClass") ?? "STANDARD"));
    }
}
