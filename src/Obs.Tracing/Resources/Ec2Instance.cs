using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Asks the instance metadata service, version 2: a token first, then the identity document.</summary>
internal static class Ec2Instance
{
    public const string Origin = "AWS::EC2::Instance";

    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifetimeHeader = "X-aws-ec2-metadata-token-ttl-seconds";
    private const string Lifetime = "60";

    public static async Task DescribeAsync(
        AwsResource resource, MetadataClient client, AwsEnvironment environment, CancellationToken cancellationToken)
    {
        if (environment.InstanceMetadataUri?.TrimEnd('/') is not { } service)
        {
            return;
        }

        string token = await client.AskAsync(
            HttpMethod.Put, service + "/latest/api/token", LifetimeHeader, Lifetime, cancellationToken).ConfigureAwait(false);
        string text = await client
            .AskAsync(HttpMethod.Get, service + "/latest/dynamic/instance-identity/document", TokenHeader, token, cancellationToken)
            .ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement identity = document.RootElement;
        resource.Claim(Origin);
        resource.AccountId ??= JsonText.Of(identity, "accountId");
        resource.Region ??= JsonText.Of(identity, "region");
        resource.Add("ec2", "instance_id", JsonText.Of(identity, "instanceId"));
        resource.Add("ec2", "availability_zone", JsonText.Of(identity, "availabilityZone"));
        resource.Add("ec2", "instance_size", JsonText.Of(identity, "instanceType"));
        resource.Add("ec2", "ami_id", JsonText.Of(identity, "imageId"));
    }
}
