namespace Obs.Tracing;

/// <summary>The traces that AWS leaves in the processes it runs: variables and files. Reading them asks nothing over the network.</summary>
internal sealed class AwsEnvironment(Func<string, string?> variables, string root = "/")
{
    private const int MaxFile = 64 * 1024;
    private const string ServiceAccount = "var/run/secrets/kubernetes.io/serviceaccount/";

    public string? EcsMetadataUri => Variable("ECS_CONTAINER_METADATA_URI_V4");

    public string? FunctionName => Variable("AWS_LAMBDA_FUNCTION_NAME");

    public string? FunctionLogGroup => Variable("AWS_LAMBDA_LOG_GROUP_NAME");

    public bool IsLambda => Variable(LambdaContext.TaskRootVariable) is not null;

    public bool IsKubernetes => Variable("KUBERNETES_SERVICE_HOST") is not null;

    /// <summary>Whether the cluster is one of EKS: a pod with a role has a token that says so, and the nodes are EC2 instances.</summary>
    public bool IsEks => IsKubernetes
        && (Variable("AWS_WEB_IDENTITY_TOKEN_FILE")?.Contains("eks.amazonaws.com", StringComparison.Ordinal) == true
            || Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")?.Contains("eks-pod-identity", StringComparison.Ordinal) == true
            || IsEc2);

    /// <summary>The cluster's name, where an add-on of CloudWatch or the people who deploy have put it.</summary>
    public string? ClusterName => ResourceAttribute("k8s.cluster.name") ?? ResourceAttribute("aws.eks.cluster.name");

    /// <summary>Where the cluster's API is, for those inside.</summary>
    public string? KubernetesApi => Variable("KUBERNETES_SERVICE_HOST") is { } host
        ? $"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{Variable("KUBERNETES_SERVICE_PORT") ?? "443"}"
        : null;

    /// <summary>What the pod's service account is known by, where Kubernetes has put it into the container.</summary>
    public string? ServiceAccountToken => Read(ServiceAccount + "token")?.Trim();

    /// <summary>Who vouches for the cluster's API, as certificates in PEM; empty where the container does not say.</summary>
    public string ClusterAuthorities => Read(ServiceAccount + "ca.crt") ?? "";

    public string? PodName => ResourceAttribute("k8s.pod.name") ?? Variable("HOSTNAME");

    /// <summary>Whether the machine says that it is one of EC2's: by its vendor (Nitro) or its hypervisor's id (Xen).</summary>
    public bool IsEc2 =>
        Read("sys/class/dmi/id/sys_vendor")?.StartsWith("Amazon EC2", StringComparison.Ordinal) == true
        || Read("sys/hypervisor/uuid")?.StartsWith("ec2", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Where the instance metadata service is; null where it must not be asked.</summary>
    public string? InstanceMetadataUri => string.Equals(Variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        ? null
        : Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? "http://169.254.169.254";

    /// <summary>The file that Elastic Beanstalk leaves beside its X-Ray daemon.</summary>
    public string? BeanstalkConfiguration => Read("var/elasticbeanstalk/xray/environment.conf")
        ?? (OperatingSystem.IsWindows() ? ReadFile(@"C:\Program Files\Amazon\XRay\environment.conf") : null);

    /// <summary>The id of the container that this process runs in, 64 hexadecimal digits.</summary>
    public string? ContainerId => ContainerIds.Find(Read("proc/self/cgroup")) ?? ContainerIds.Find(Read("proc/self/mountinfo"));

    private string? Variable(string name) => variables(name) is { Length: > 0 } value ? value : null;

    // OTEL_RESOURCE_ATTRIBUTES=k8s.cluster.name=shop,k8s.pod.name=orders-1
    private string? ResourceAttribute(string key) => (Variable("OTEL_RESOURCE_ATTRIBUTES") ?? "")
        .Split(',', StringSplitOptions.TrimEntries)
        .Where(pair => pair.StartsWith(key + "=", StringComparison.Ordinal))
        .Select(pair => Uri.UnescapeDataString(pair[(key.Length + 1)..]))
        .FirstOrDefault(static value => value.Length > 0);

    private string? Read(string path) => ReadFile(Path.Combine(root, path));

    private static string? ReadFile(string path)
    {
        try
        {
            // What the system makes up (/proc, /sys) says a length of 0.
            using var reader = new StreamReader(path);
            char[] text = new char[MaxFile];
            int length = reader.ReadBlock(text);
            return length > 0 ? new string(text, 0, length) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
