using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>Tags of log groups, by ARN and in the older way by name. Logs writes them as a map.</summary>
internal sealed class LogTags(ResourceTags tags, LogQueries logs)
{
    public static IEnumerable<KeyValuePair<string, string>> FromMap(WireNode? map) => (map?.Entries() ?? [])
        .Select(static pair => KeyValuePair.Create(
            pair.Key, pair.Value.Value as string ?? throw AwsException.LogsParameter("A tag's value must be a string.")));

    public Task<WireNode> ListAsync(WireNode input, CancellationToken cancellationToken) => Task.FromResult(WireNode.Of(
        ("tags", WireNode.Map(tags.Read(Arn(input)).Select(static tag => KeyValuePair.Create(tag.Key, (WireNode)tag.Value))))));

    public async Task<WireNode> AddAsync(WireNode input, CancellationToken cancellationToken)
    {
        await tags.AddAsync(Arn(input), FromMap(input.Member("tags")), cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> RemoveAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> keys = input.Member("tagKeys") is null ? input.Texts("tags") : input.Texts("tagKeys");
        await tags.RemoveAsync(Arn(input), keys, cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    private string Arn(WireNode input)
    {
        // A group's ARN is written with and without ":*" at its end.
        string group = LogNames.FromIdentifier(input.Text("resourceArn")) ?? LogNames.Group(input);
        return logs.HasGroup(group) ? AwsArn.LogGroup(group) : throw AwsException.LogsNotFound("group");
    }
}
