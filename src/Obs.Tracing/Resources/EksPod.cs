namespace Obs.Tracing;

/// <summary>Describes a pod of EKS by what Kubernetes and the add-ons of CloudWatch have put into its container, and where they have not
/// put the cluster's name there, by what the cluster says.</summary>
internal static class EksPod
{
    private const string Origin = "AWS::EKS::Container";
    private const string Block = "eks";

    public static async Task DescribeAsync(
        AwsResource resource, AwsEnvironment environment, TimeSpan connectTimeout, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string? cluster = environment.ClusterName;
        resource.Claim(Origin);
        resource.Add(Block, "cluster_name", cluster);
        resource.Add(Block, "pod", environment.PodName);
        resource.Add(Block, "container_id", environment.ContainerId);
        if (cluster is null)
        {
            using var info = new ClusterInfo(environment, connectTimeout, timeout);
            resource.Add(Block, "cluster_name", await info.AskNameAsync(cancellationToken).ConfigureAwait(false));
        }
    }
}
