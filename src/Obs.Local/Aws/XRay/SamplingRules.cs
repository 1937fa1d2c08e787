using Obs.Local.Store;

namespace Obs.Local.Aws.XRay;

/// <summary>Sampling rules; the default one, a request a second and then one in twenty, is always there.</summary>
internal sealed class SamplingRules(ResourceStore resources, ResourceTags tags)
{
    public const string Default = "Default";

    private static readonly string[] DefaultMembers = ["RuleName", "RuleARN", "FixedRate", "ReservoirSize"];

    /// <summary>Every rule with the times of its record, by priority.</summary>
    public List<(WireNode Rule, Resource? Kept)> All()
    {
        List<(WireNode Rule, Resource? Kept)> rules =
            [.. resources.List(ResourceKind.SamplingRule).Select(static found => (WireJson.Parse(found.Body), (Resource?)found))];
        if (!rules.Exists(static item => item.Rule.Text("RuleName") == Default))
        {
            rules.Add((SamplingRuleReader.DefaultRule(), null));
        }

        return [.. rules.OrderBy(static item => item.Rule.Whole("Priority")).ThenBy(
            static item => item.Rule.Text("RuleName"), StringComparer.Ordinal)];
    }

    public Task<WireNode> ListAsync(WireNode input, CancellationToken cancellationToken) =>
        Task.FromResult(WireNode.Of(("SamplingRuleRecords", WireNode.List(All().Select(static item => Record(item.Rule, item.Kept))))));

    public async Task<WireNode> CreateAsync(WireNode input, CancellationToken cancellationToken)
    {
        WireNode rule = SamplingRuleReader.Read(
            input.Member("SamplingRule") ?? throw AwsException.XRayRequest("SamplingRule is required."));
        string name = rule.Text("RuleName")!;
        if (name == Default || !await resources.PutAsync(
            ResourceKind.SamplingRule, name, WireJson.Format(rule), ResourcePut.Create, cancellationToken).ConfigureAwait(false))
        {
            throw AwsException.XRayRequest("Sampling rule already exists.");
        }

        await tags.AddAsync(rule.Text("RuleARN")!, ResourceTags.FromList(input.Items("Tags")), cancellationToken).ConfigureAwait(false);
        return Written(name);
    }

    public async Task<WireNode> UpdateAsync(WireNode input, CancellationToken cancellationToken)
    {
        WireNode update = input.Member("SamplingRuleUpdate") ?? throw AwsException.XRayRequest("SamplingRuleUpdate is required.");
        WireNode rule = SamplingRuleReader.Read(SamplingRuleReader.Merge(Existing(update).Rule, update));
        string name = rule.Text("RuleName")!;
        if (name == Default && update.Entries().FirstOrDefault(
            static member => member.Value.Value is not null && !DefaultMembers.Contains(member.Key)).Key is { } fixedMember)
        {
            throw AwsException.XRayRequest(
                $"Of the default sampling rule only FixedRate and ReservoirSize can be changed; found {fixedMember}.");
        }

        await resources.PutAsync(
            ResourceKind.SamplingRule, name, WireJson.Format(rule), ResourcePut.CreateOrReplace, cancellationToken).ConfigureAwait(false);
        return Written(name);
    }

    public async Task<WireNode> DeleteAsync(WireNode input, CancellationToken cancellationToken)
    {
        (WireNode rule, Resource? kept) = Existing(input);
        string name = rule.Text("RuleName")!;
        if (name == Default)
        {
            throw AwsException.XRayRequest("The default sampling rule cannot be deleted.");
        }

        await resources.DeleteAsync(ResourceKind.SamplingRule, name, cancellationToken).ConfigureAwait(false);
        await resources.DeleteAsync(ResourceKind.Tags, rule.Text("RuleARN")!, cancellationToken).ConfigureAwait(false);
        return WireNode.Of(("SamplingRuleRecord", Record(rule, kept)));
    }

    private WireNode Written(string name)
    {
        (WireNode rule, Resource? kept) = All().Find(item => item.Rule.Text("RuleName") == name);
        return WireNode.Of(("SamplingRuleRecord", Record(rule, kept)));
    }

    private (WireNode Rule, Resource? Kept) Existing(WireNode input)
    {
        string? name = input.Text("RuleName");
        string? arn = input.Text("RuleARN");
        (WireNode? rule, Resource? kept) = All().Find(
            item => name is null ? item.Rule.Text("RuleARN") == arn : item.Rule.Text("RuleName") == name);
        return (rule ?? throw AwsException.XRayRequest("Sampling rule does not exist."), kept);
    }

    private static WireNode Record(WireNode rule, Resource? kept) => WireNode.Of(
        ("SamplingRule", rule),
        ("CreatedAt", DateTimeOffset.FromUnixTimeMilliseconds(kept?.Created ?? 0)),
        ("ModifiedAt", DateTimeOffset.FromUnixTimeMilliseconds(kept?.Modified ?? 0)));
}
