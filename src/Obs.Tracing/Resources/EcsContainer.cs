using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Asks the metadata endpoint, version 4, of a container of ECS, Fargate included.</summary>
internal static class EcsContainer
{
    private const string Origin = "AWS::ECS::Container";
    private const string Block = "ecs";

    public static async Task DescribeAsync(
        AwsResource resource, MetadataClient client, AwsEnvironment environment, CancellationToken cancellationToken)
    {
        resource.Claim(Origin);
        resource.Add(Block, "container", Environment.MachineName);
        if (environment.EcsMetadataUri?.TrimEnd('/') is not { } endpoint)
        {
            return;
        }

        using JsonDocument container = await client.AskJsonAsync(endpoint, cancellationToken).ConfigureAwait(false);
        Describe(resource, container.RootElement);
        using JsonDocument task = await client.AskJsonAsync(endpoint + "/task", cancellationToken).ConfigureAwait(false);
        resource.Add(Block, "cluster_arn", ClusterArn(task.RootElement));
        resource.Add(Block, "task_arn", JsonText.Of(task.RootElement, "TaskARN"));
        resource.Add(Block, "task_family", JsonText.Of(task.RootElement, "Family"));
        resource.Add(Block, "task_version", JsonText.Of(task.RootElement, "Revision"));
        resource.Add(Block, "launch_type", JsonText.Of(task.RootElement, "LaunchType"));
        resource.Add(Block, "availability_zone", JsonText.Of(task.RootElement, "AvailabilityZone"));
    }

    // On EC2 the agent says only the name.
    private static string? ClusterArn(JsonElement task)
    {
        string? cluster = JsonText.Of(task, "Cluster");
        string? taskArn = JsonText.Of(task, "TaskARN");
        return cluster is null || taskArn is null || cluster.StartsWith("arn:", StringComparison.Ordinal)
            ? cluster
            : $"{taskArn.AsSpan(0, taskArn.LastIndexOf(':') + 1)}cluster/{cluster}";
    }

    private static void Describe(AwsResource resource, JsonElement container)
    {
        string? arn = JsonText.Of(container, "ContainerARN");
        resource.Add(Block, "container_id", JsonText.Of(container, "DockerId"));
        resource.Add(Block, "container_name", JsonText.Of(container, "Name"));
        resource.Add(Block, "container_arn", arn);

        // arn:aws:ecs:eu-west-1:123456789012:container/…
        string[] parts = arn?.Split(':') ?? [];
        resource.AccountId ??= parts.Length > 5 ? parts[4] : null;
        resource.Region ??= parts.Length > 5 ? parts[3] : null;
        if (JsonText.Of(container, "LogOptions", "awslogs-group") is { Length: > 0 and <= XRayLimits.LogGroup } group)
        {
            string? region = JsonText.Of(container, "LogOptions", "awslogs-region") ?? (parts.Length > 5 ? parts[3] : null);
            string? groupArn = parts.Length > 5 && region is not null ? $"arn:{parts[1]}:logs:{region}:{parts[4]}:log-group:{group}" : null;
            resource.LogGroups.Add(new LogGroupReference(group, groupArn));
        }
    }
}
