using Obs.Local.Logs;
using Obs.Local.Logs.Patterns;
using Obs.Local.Metrics;
using Obs.Local.Store;

namespace Obs.Local.Aws.Logs;

/// <summary>Metric filters: kept by log group and name, and run over every event that comes in.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class MetricFilters(ResourceStore resources, LogQueries logs)
{
    private const int MaxPage = 50;
    private const int MaxMessages = 50;

    private static readonly PageToken Token = PageToken.Logs("DescribeMetricFilters");

    private volatile Cache? _cache;

    public async Task<WireNode> PutAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        if (!logs.HasGroup(group))
        {
            throw AwsException.LogsNotFound("group");
        }

        WireNode filter = MetricFilterReader.Read(input, group);
        await resources.PutAsync(
            ResourceKind.MetricFilter, Key(group, filter.Text("filterName")!), WireJson.Format(filter), ResourcePut.CreateOrReplace,
            cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> DeleteAsync(WireNode input, CancellationToken cancellationToken)
    {
        string key = Key(LogNames.Group(input), input.Text("filterName") ?? "");
        return await resources.DeleteAsync(ResourceKind.MetricFilter, key, cancellationToken).ConfigureAwait(false)
            ? WireNode.Empty : throw AwsException.LogsNotFound("metric filter");
    }

    public Task<WireNode> DescribeAsync(WireNode input, CancellationToken cancellationToken)
    {
        string? group = input.Text("logGroupName") is null ? null : LogNames.Group(input);
        if (group is not null && !logs.HasGroup(group))
        {
            throw AwsException.LogsNotFound("group");
        }

        string prefix = input.Text("filterNamePrefix") ?? "";
        string? name = input.Text("metricName");
        string? space = input.Text("metricNamespace");
        if (name is null != space is null)
        {
            throw AwsException.LogsParameter("metricName and metricNamespace must be given together.");
        }

        int limit = PageLimit.Read(input, "limit", MaxPage);
        string after = Token.Read(input) ?? "";
        List<(string Key, WireNode Filter)> found =
        [
            .. resources.List(ResourceKind.MetricFilter)
                .Where(item => string.CompareOrdinal(item.Name, after) > 0)
                .Select(static item => (item.Name, Filter: Described(item)))
                .Where(item => group is null || item.Filter.Text("logGroupName") == group)
                .Where(item => item.Filter.Text("filterName")!.StartsWith(prefix, StringComparison.Ordinal))
                .Where(item => name is null || item.Filter.Items("metricTransformations").Any(
                    transformation => transformation.Text("metricName") == name && transformation.Text("metricNamespace") == space)),
        ];
        return Task.FromResult(WireNode.Of(
            ("metricFilters", WireNode.List(found.Take(limit).Select(static item => item.Filter))),
            ("nextToken", Token.Write(found.Count > limit ? found[limit - 1].Key : null))));
    }

    public static Task<WireNode> TestAsync(WireNode input, CancellationToken cancellationToken)
    {
        LogPattern pattern = FilterPatterns.Parse(input.Text("filterPattern"));
        IReadOnlyList<string> messages = input.Texts("logEventMessages");
        if (messages.Count is 0 or > MaxMessages)
        {
            throw AwsException.LogsParameter($"logEventMessages must have 1 to {MaxMessages} items; found {messages.Count}.");
        }

        IEnumerable<WireNode> matches = messages.Select((message, index) => (message, index, match: pattern.Match(message)))
            .Where(static item => item.match is not null)
            .Select(static item => WireNode.Of(
                ("eventNumber", item.index + 1L), ("eventMessage", item.message),
                ("extractedValues", WireNode.Map(item.match!.Extracted.Select(
                    static pair => KeyValuePair.Create(pair.Key, (WireNode)pair.Value))))));
        return Task.FromResult(WireNode.Of(("matches", WireNode.List(matches))));
    }

    public long Count(string group) => Current().Count(item => item.Group == group);

    /// <summary>The data that the filters of a group make of its events.</summary>
    public List<MetricDatum> Apply(string group, IReadOnlyList<LogEntry> entries) =>
        entries.Count == 0 ? [] : [.. Current().Where(item => item.Group == group).SelectMany(item => item.Filter.Apply(entries))];

    /// <summary>The keys of a group's filters, for when the group goes.</summary>
    public IReadOnlyList<string> Keys(string group) => [.. Current().Where(item => item.Group == group).Select(static item => item.Key)];

    private static string Key(string group, string name) => $"{group}:{name}"; // A group's name has no colon.

    private static WireNode Described(Resource item)
    {
        WireNode body = WireJson.Parse(item.Body);
        return WireNode.Of(
            ("filterName", body.Member("filterName")), ("filterPattern", body.Member("filterPattern")),
            ("metricTransformations", body.Member("metricTransformations")), ("creationTime", item.Created),
            ("logGroupName", body.Member("logGroupName")),
            ("applyOnTransformedLogs", false));
    }

    private IReadOnlyList<(string Key, string Group, MetricFilter Filter)> Current()
    {
        long version = resources.Version;
        Cache? known = _cache;
        if (known is null || known.Version != version)
        {
            _cache = known = new Cache(version, [.. resources.List(ResourceKind.MetricFilter).Select(static item =>
            {
                WireNode body = WireJson.Parse(item.Body);
                return (item.Name, body.Text("logGroupName")!, MetricFilterReader.ToFilter(body));
            })]);
        }

        return known.Filters;
    }

    private sealed record Cache(long Version, IReadOnlyList<(string, string, MetricFilter)> Filters);
}
