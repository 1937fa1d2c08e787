namespace Obs.Tracing;

/// <summary>Describes a pod of EKS by what Kubernetes and the add-ons of CloudWatch have put into its container.</summary>
/// <remarks>The cluster's API is not asked: it answers those pods alone whose account has been granted the right.</remarks>
internal static class EksPod
{
    private const string Origin = "AWS::EKS::Container";
    private const string Block = "eks";

    public static void Describe(AwsResource resource, AwsEnvironment environment)
    {
        resource.Claim(Origin);
        resource.Add(Block, "cluster_name", environment.ClusterName);
        resource.Add(Block, "pod", environment.PodName);
        resource.Add(Block, "container_id", environment.ContainerId);
    }
}
