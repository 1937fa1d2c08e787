using Obs.Local.Store;

namespace Obs.Local.Aws.Logs;

/// <summary>Saved queries.</summary>
internal sealed class QueryDefinitions(ResourceStore resources)
{
    private const int MaxName = 255;
    private const int MaxPage = 1_000;

    private static readonly PageToken Token = PageToken.Logs("DescribeQueryDefinitions");

    public async Task<WireNode> PutAsync(WireNode input, CancellationToken cancellationToken)
    {
        string name = input.Text("name") is { Length: > 0 and <= MaxName } given ? given
            : throw AwsException.LogsParameter($"name must have 1 to {MaxName} characters; found \"{input.Text("name")}\".");
        string text = input.Text("queryString") is { Length: > 0 and <= InsightsText.MaxLength } query ? query
            : throw AwsException.LogsParameter($"queryString must have 1 to {InsightsText.MaxLength} characters.");
        string? token = input.Text("clientToken");
        string? id = input.Text("queryDefinitionId");
        if (id is not null && resources.Find(ResourceKind.QueryDefinition, id) is null)
        {
            throw AwsException.LogsNotFound("query definition");
        }

        // A client that did not hear the answer sends the same token again and must not make a second one.
        id ??= token is null ? null : All().FirstOrDefault(item => item.Body.Text("clientToken") == token).Id;
        id ??= Guid.NewGuid().ToString();
        WireNode body = WireNode.Of(
            ("name", name), ("queryString", text),
            ("logGroupNames", WireNode.List(input.Texts("logGroupNames").Select(static group => (WireNode)group))),
            ("clientToken", token));
        await resources.PutAsync(
            ResourceKind.QueryDefinition, id, WireJson.Format(body), ResourcePut.CreateOrReplace, cancellationToken).ConfigureAwait(false);
        return WireNode.Of(("queryDefinitionId", id));
    }

    public Task<WireNode> DescribeAsync(WireNode input, CancellationToken cancellationToken)
    {
        string prefix = input.Text("queryDefinitionNamePrefix") ?? "";
        int limit = PageLimit.Read(input, "maxResults", MaxPage);
        int start = (int)Math.Min(int.MaxValue, Token.ReadNumber(input) ?? 0);
        List<WireNode> found =
            [.. All().Where(item => item.Body.Text("name")!.StartsWith(prefix, StringComparison.Ordinal)).Select(Described)];
        return Task.FromResult(WireNode.Of(
            ("queryDefinitions", WireNode.List(found.Skip(start).Take(limit))),
            ("nextToken", Token.Write(found.Count - start > limit ? (long)start + limit : null))));
    }

    public async Task<WireNode> DeleteAsync(WireNode input, CancellationToken cancellationToken)
    {
        string id = input.Text("queryDefinitionId") ?? throw AwsException.LogsParameter("queryDefinitionId is required.");
        return await resources.DeleteAsync(ResourceKind.QueryDefinition, id, cancellationToken).ConfigureAwait(false)
            ? WireNode.Of(("success", true)) : throw AwsException.LogsNotFound("query definition");
    }

    /// <summary>Every saved query by its name.</summary>
    public List<(string Id, WireNode Body, long Modified)> All() =>
    [
        .. resources.List(ResourceKind.QueryDefinition).Select(
            static item => (Id: item.Name, Body: WireJson.Parse(item.Body), item.Modified))
            .OrderBy(static item => item.Body.Text("name"), StringComparer.Ordinal),
    ];

    private static WireNode Described((string Id, WireNode Body, long Modified) item) => WireNode.Of(
        ("queryLanguage", "CWLI"), ("queryDefinitionId", item.Id), ("name", item.Body.Text("name")),
        ("queryString", item.Body.Text("queryString")),
        ("lastModified", item.Modified), ("logGroupNames", item.Body.Member("logGroupNames")));
}
