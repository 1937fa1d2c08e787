namespace Obs.Local.Aws.XRay;

/// <summary>Tags of groups and sampling rules.</summary>
internal sealed class XRayTags(ResourceTags tags, TraceGroups groups, SamplingRules rules)
{
    public Task<WireNode> ListAsync(WireNode input, CancellationToken cancellationToken) =>
        Task.FromResult(WireNode.Of(("Tags", tags.ToList(Arn(input)))));

    public async Task<WireNode> AddAsync(WireNode input, CancellationToken cancellationToken)
    {
        await tags.AddAsync(Arn(input), ResourceTags.FromList(input.Items("Tags")), cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> RemoveAsync(WireNode input, CancellationToken cancellationToken)
    {
        await tags.RemoveAsync(Arn(input), input.Texts("TagKeys"), cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    private string Arn(WireNode input)
    {
        string arn = input.Text("ResourceARN") ?? throw AwsException.XRayRequest("ResourceARN is required.");
        return groups.All().Any(group => group.Text("GroupARN") == arn) || rules.All().Exists(rule => rule.Rule.Text("RuleARN") == arn)
            ? arn
            : throw new AwsException("ResourceNotFoundException", "ResourceNotFoundException", $"There is no resource {arn}.", 404);
    }
}
