namespace Obs.Tracing;

/// <summary>Says in the words of OpenTelemetry's conventions what the <c>aws</c> block of a segment says in X-Ray's.</summary>
/// <remarks>See <see href="https://opentelemetry.io/docs/specs/semconv/resource/cloud/"/> and its neighbours.</remarks>
internal static class ResourceAttributes
{
    public static IReadOnlyList<KeyValuePair<string, object>> Of(AwsResource resource)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["cloud.provider"] = "aws" };
        Add(attributes, "cloud.platform", PlatformOf(resource.Origin));
        Add(attributes, "cloud.account.id", resource.AccountId);
        Add(attributes, "cloud.region", resource.Region);
        foreach ((string block, string key, string text, long? number) in resource.Fields)
        {
            Add(attributes, block, key, number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? text);
        }

        foreach ((string name, object value) in resource.Attributes)
        {
            attributes.TryAdd(name, value);
        }

        if (resource.LogGroups.Count > 0)
        {
            attributes["aws.log.group.names"] = resource.LogGroups.Select(static group => group.Name).ToArray();
            Add(attributes, "aws.log.group.arns", resource.LogGroups.Select(static group => group.Arn).OfType<string>().ToArray());
        }

        return [.. attributes];
    }

    private static void Add(Dictionary<string, object> attributes, string block, string key, string value)
    {
        Add(attributes, NameOf(block, key), value);
        switch (block, key)
        {
            case ("ecs", "container_arn"):
                Add(attributes, "cloud.resource_id", value);
                break;
            case ("ecs", "task_arn"):
                Add(attributes, "aws.ecs.task.id", value[(value.LastIndexOf('/') + 1)..]);
                break;
            case ("ecs", "launch_type"):
                attributes["aws.ecs.launchtype"] = value.ToLowerInvariant();
                break;
        }
    }

    // What is more specific came first: a container's zone before its instance's.
    private static void Add(Dictionary<string, object> attributes, string? name, object? value)
    {
        if (name is not null && value is not (null or string { Length: 0 } or string[] { Length: 0 }))
        {
            attributes.TryAdd(name, value);
        }
    }

    private static string? PlatformOf(string? origin) => origin switch
    {
        "AWS::EC2::Instance" => "aws_ec2",
        "AWS::ECS::Container" => "aws_ecs",
        "AWS::EKS::Container" => "aws_eks",
        "AWS::ElasticBeanstalk::Environment" => "aws_elastic_beanstalk",
        "AWS::Lambda::Function" => "aws_lambda",
        _ => null,
    };

    private static string? NameOf(string block, string key) => (block, key) switch
    {
        ("ec2", "instance_id") => "host.id",
        ("ec2", "instance_size") => "host.type",
        ("ec2", "ami_id") => "host.image.id",
        ("ec2" or "ecs", "availability_zone") => "cloud.availability_zone",
        ("ecs" or "eks", "container_id") => "container.id",
        ("ecs", "container_name") => "container.name",
        ("ecs", "container_arn") => "aws.ecs.container.arn",
        ("ecs", "cluster_arn") => "aws.ecs.cluster.arn",
        ("ecs", "task_arn") => "aws.ecs.task.arn",
        ("ecs", "task_family") => "aws.ecs.task.family",
        ("ecs", "task_version") => "aws.ecs.task.revision",
        ("eks", "cluster_name") => "k8s.cluster.name",
        ("eks", "pod") => "k8s.pod.name",

        // As OpenTelemetry's own detectors say it.
        ("elastic_beanstalk", "environment_name") => "service.namespace",
        ("elastic_beanstalk", "version_label") => "service.version",
        ("elastic_beanstalk", "deployment_id") => "service.instance.id",
        _ => null,
    };
}
