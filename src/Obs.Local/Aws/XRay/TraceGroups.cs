using System.Security.Cryptography;
using Obs.Local.Filters;
using Obs.Local.Store;

namespace Obs.Local.Aws.XRay;

/// <summary>Groups: named filter expressions.</summary>
internal sealed class TraceGroups(ResourceStore resources, ResourceTags tags)
{
    private const string Default = "Default";
    private const int MaxName = 32;
    private const string EveryTrace = "ok OR !ok"; // What a group without a filter takes.

    /// <summary>The filter of a group, for <c>group.name</c> and <c>group.arn</c>; null when there is no such group.</summary>
    public FilterExpression? Filter(GroupTerm term) =>
        Find(term.ByArn ? null : term.Group, term.ByArn ? term.Group : null) is not { } group ? null
            : FilterExpression.Parse(group.Text("FilterExpression") is { Length: > 0 } text ? text : EveryTrace);

    /// <summary>The filter of the group that a request names; null when it names none, or the one of all traces.</summary>
    public FilterExpression? Filter(WireNode input)
    {
        string? name = input.Text("GroupName");
        string? arn = input.Text("GroupARN");
        if ((name is null && arn is null) || name == Default)
        {
            return null;
        }

        return XRayFilter.Parse(Existing(input).Text("FilterExpression"));
    }

    public async Task<WireNode> CreateAsync(WireNode input, CancellationToken cancellationToken)
    {
        string name = input.Text("GroupName") is { Length: > 0 and <= MaxName } given ? given
            : throw AwsException.XRayRequest($"GroupName must have 1 to {MaxName} characters; found \"{input.Text("GroupName")}\".");
        string arn = AwsArn.TraceGroup(name, Convert.ToHexString(RandomNumberGenerator.GetBytes(26)));
        WireNode group = Group(name, arn, input.Text("FilterExpression"), input.Member("InsightsConfiguration"));
        if (name == Default || !await resources.PutAsync(
            ResourceKind.TraceGroup, name, WireJson.Format(group), ResourcePut.Create, cancellationToken).ConfigureAwait(false))
        {
            throw AwsException.XRayRequest("Group already exists.");
        }

        await tags.AddAsync(arn, ResourceTags.FromList(input.Items("Tags")), cancellationToken).ConfigureAwait(false);
        return WireNode.Of(("Group", group));
    }

    public async Task<WireNode> UpdateAsync(WireNode input, CancellationToken cancellationToken)
    {
        WireNode old = Existing(input);
        string name = old.Text("GroupName")!;
        WireNode group = Group(
            name, old.Text("GroupARN")!, input.Text("FilterExpression") ?? old.Text("FilterExpression"),
            input.Member("InsightsConfiguration") ?? old.Member("InsightsConfiguration"));
        await resources.PutAsync(
            ResourceKind.TraceGroup, name, WireJson.Format(group), ResourcePut.Replace, cancellationToken).ConfigureAwait(false);
        return WireNode.Of(("Group", group));
    }

    public Task<WireNode> GetAsync(WireNode input, CancellationToken cancellationToken) =>
        Task.FromResult(WireNode.Of(("Group", Existing(input))));

    public Task<WireNode> ListAsync(WireNode input, CancellationToken cancellationToken) =>
        Task.FromResult(WireNode.Of(("Groups", WireNode.List(All()))));

    public async Task<WireNode> DeleteAsync(WireNode input, CancellationToken cancellationToken)
    {
        WireNode group = Existing(input);
        if (group.Text("GroupName") == Default)
        {
            throw AwsException.XRayRequest("The default group cannot be deleted.");
        }

        await resources.DeleteAsync(ResourceKind.TraceGroup, group.Text("GroupName")!, cancellationToken).ConfigureAwait(false);
        await resources.DeleteAsync(ResourceKind.Tags, group.Text("GroupARN")!, cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    /// <summary>All groups, the one of all traces first.</summary>
    public IEnumerable<WireNode> All() =>
        resources.List(ResourceKind.TraceGroup).Select(static found => WireJson.Parse(found.Body))
            .Prepend(Group(Default, AwsArn.TraceGroup(Default, ""), null, null));

    private WireNode Existing(WireNode input) => Find(input.Text("GroupName"), input.Text("GroupARN"))
        ?? throw AwsException.XRayRequest("Group not found.");

    private WireNode? Find(string? name, string? arn) =>
        All().FirstOrDefault(group => name is null ? group.Text("GroupARN") == arn : group.Text("GroupName") == name);

    private static WireNode Group(string name, string arn, string? filter, WireNode? insights)
    {
        XRayFilter.Parse(filter);
        return WireNode.Of(
            ("GroupName", name),
            ("GroupARN", arn),
            ("FilterExpression", filter ?? ""),
            ("InsightsConfiguration", WireNode.Of(
                ("InsightsEnabled", insights?.Flag("InsightsEnabled") ?? false),
                ("NotificationsEnabled", insights?.Flag("NotificationsEnabled") ?? false))));
    }
}
