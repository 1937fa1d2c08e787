namespace Obs.Local.Aws.Logs;

/// <summary>Tags of log groups, by ARN and in the older way by name. Logs writes them as a map.</summary>
internal sealed class LogTags(ResourceTags tags)
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

    private static string Arn(WireNode input)
    {
        string? arn = input.Text("resourceArn");
        // A group's ARN is written with and without ":*" at its end.
        return arn is null ? AwsArn.LogGroup(LogNames.Group(input)) : AwsArn.LogGroup(LogNames.FromIdentifier(arn)!);
    }
}
