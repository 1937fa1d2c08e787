using Obs.Local.Store;

namespace Obs.Local.Aws;

/// <summary>The tags of resources, by ARN. Each service writes them in its own shape; all keep them here.</summary>
internal sealed class ResourceTags(ResourceStore resources)
{
    private const int MaxTags = 50;
    private const int MaxKey = 128;
    private const int MaxValue = 256;

    public OrderedDictionary<string, string> Read(string arn)
    {
        var tags = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (resources.Find(ResourceKind.Tags, arn) is { } found)
        {
            foreach ((string key, WireNode value) in WireJson.Parse(found.Body).Entries())
            {
                tags[key] = value.Value as string ?? "";
            }
        }

        return tags;
    }

    public async Task AddAsync(string arn, IEnumerable<KeyValuePair<string, string>> added, CancellationToken cancellationToken)
    {
        OrderedDictionary<string, string> tags = Read(arn);
        foreach ((string key, string value) in added)
        {
            if (key.Length is 0 or > MaxKey || value.Length > MaxValue)
            {
                throw AwsException.Validation(
                    $"A tag has a key of 1 to {MaxKey} and a value of at most {MaxValue} characters; found \"{key}\".");
            }

            tags[key] = value;
        }

        if (tags.Count > MaxTags)
        {
            throw new AwsException(
                "TooManyTagsException", "TooManyTagsException", $"A resource has at most {MaxTags} tags; found {tags.Count}.");
        }

        await WriteAsync(arn, tags, cancellationToken).ConfigureAwait(false);
    }

    public async Task RemoveAsync(string arn, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        OrderedDictionary<string, string> tags = Read(arn);
        foreach (string key in keys)
        {
            tags.Remove(key);
        }

        await WriteAsync(arn, tags, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tags as a list of <c>Key</c> and <c>Value</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> FromList(IReadOnlyList<WireNode> items) =>
        items.Select(
            static item => KeyValuePair.Create(item.Text("Key") ?? throw AwsException.Missing("Tags.Key"), item.Text("Value") ?? ""));

    public WireNode ToList(string arn) =>
        WireNode.List(Read(arn).Select(static tag => WireNode.Of(("Key", tag.Key), ("Value", tag.Value))));

    private Task<bool> WriteAsync(string arn, OrderedDictionary<string, string> tags, CancellationToken cancellationToken) =>
        tags.Count == 0
        ? resources.DeleteAsync(ResourceKind.Tags, arn, cancellationToken)
        : resources.PutAsync(
            ResourceKind.Tags, arn,
            WireJson.Format(WireNode.Map(tags.Select(static tag => KeyValuePair.Create(tag.Key, (WireNode)tag.Value)))),
            ResourcePut.CreateOrReplace, cancellationToken);
}
