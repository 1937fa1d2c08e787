namespace Obs.Local.Aws.CloudWatch;

/// <summary>Tags of alarms and dashboards.</summary>
internal sealed class CloudWatchTags(ResourceTags tags)
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

    private static string Arn(WireNode input) => input.Text("ResourceARN") ?? throw AwsException.Missing("ResourceARN");
}
