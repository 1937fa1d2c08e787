using Obs.Local.Store;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Tags of alarms and dashboards.</summary>
internal sealed class CloudWatchTags(ResourceTags tags, ResourceStore resources)
{
    private static readonly (string Kind, Func<string, string> Arn)[] Kinds =
    [
        (ResourceKind.MetricAlarm, AwsArn.Alarm), (ResourceKind.CompositeAlarm, AwsArn.Alarm), (ResourceKind.Dashboard, AwsArn.Dashboard),
    ];

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
        string arn = input.Text("ResourceARN") ?? throw AwsException.Missing("ResourceARN");
        return Kinds.Any(of => resources.List(of.Kind).Any(found => of.Arn(found.Name) == arn)) ? arn
            : throw new AwsException("ResourceNotFoundException", "ResourceNotFoundException", $"Unknown resource {arn}.", 404);
    }
}
