using System.Net;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Resources;

/// <summary>What is found out about where a process runs, in OpenTelemetry's words.</summary>
public sealed class DetectedResourceTests : IDisposable
{
    private static readonly string ContainerId = new('a', 64);

    private readonly Dictionary<string, string> _variables = [];
    private readonly string _root = Directory.CreateTempSubdirectory("obs-detected-").FullName;
    private readonly FakeHttp _metadata = new(static request => Answer(request));

    public DetectedResourceTests() => _variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = _metadata.Address;

    public void Dispose()
    {
        _metadata.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Nothing_is_said_before_anything_is_found()
    {
        DetectedResource resource = await DetectAsync();

        resource.Attributes.Should().BeEmpty();
    }

    [Fact]
    public async Task An_instance_is_a_host()
    {
        PutInstance();

        (await DetectAsync()).Attributes.Should().BeEquivalentTo(Attributes(
            ("cloud.provider", "aws"), ("cloud.platform", "aws_ec2"), ("cloud.account.id", "123456789012"), ("cloud.region", "us-west-2"),
            ("cloud.availability_zone", "us-west-2-lax-1a"), ("host.id", "i-0abc"), ("host.type", "m5.large"),
            ("host.image.id", "ami-0abc")));
    }

    [Fact]
    public async Task A_container_of_ECS_names_its_task_and_its_log_group()
    {
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + "/v4/abc";

        (await DetectAsync()).Attributes.Should().BeEquivalentTo(Attributes(
            ("cloud.provider", "aws"), ("cloud.platform", "aws_ecs"), ("cloud.account.id", "111122223333"), ("cloud.region", "eu-west-1"),
            ("cloud.availability_zone", "eu-west-1d"), ("cloud.resource_id", "arn:aws:ecs:eu-west-1:111122223333:container/0206b271"),
            ("container.id", ContainerId), ("container.name", "orders"),
            ("aws.ecs.container.arn", "arn:aws:ecs:eu-west-1:111122223333:container/0206b271"),
            ("aws.ecs.cluster.arn", "arn:aws:ecs:eu-west-1:111122223333:cluster/default"),
            ("aws.ecs.task.arn", "arn:aws:ecs:eu-west-1:111122223333:task/default/158d"), ("aws.ecs.task.id", "158d"),
            ("aws.ecs.task.family", "orders"), ("aws.ecs.task.revision", "26"), ("aws.ecs.launchtype", "fargate"),
            ("aws.log.group.names", new[] { "/ecs/orders" }),
            ("aws.log.group.arns", new[] { "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/orders" })));
    }

    [Fact]
    public async Task A_pod_of_EKS_stands_on_an_instance()
    {
        PutInstance();
        _variables["KUBERNETES_SERVICE_HOST"] = "10.100.0.1";
        _variables["OTEL_RESOURCE_ATTRIBUTES"] = "k8s.cluster.name=shop";
        _variables["HOSTNAME"] = "orders-5d4f";
        Put("proc/self/mountinfo", $"1 2 0:1 / / rw - overlay /var/lib/containerd/{ContainerId}/fs rw");

        (await DetectAsync()).Attributes.Should().Contain(Attributes(
            ("cloud.provider", "aws"), ("cloud.platform", "aws_eks"), ("cloud.account.id", "123456789012"), ("cloud.region", "us-west-2"),
            ("k8s.cluster.name", "shop"), ("k8s.pod.name", "orders-5d4f"), ("container.id", ContainerId), ("host.id", "i-0abc")));
    }

    [Fact]
    public async Task An_environment_of_Elastic_Beanstalk_is_a_namespace_of_services()
    {
        Put("var/elasticbeanstalk/xray/environment.conf", """{"deployment_id":32,"version_label":"v42","environment_name":"prod"}""");
        _variables["AWS_REGION"] = "eu-central-1";

        (await DetectAsync()).Attributes.Should().BeEquivalentTo(Attributes(
            ("cloud.provider", "aws"), ("cloud.platform", "aws_elastic_beanstalk"), ("cloud.region", "eu-central-1"),
            ("service.namespace", "prod"), ("service.version", "v42"), ("service.instance.id", "32")));
    }

    [Fact]
    public async Task A_function_says_its_version_and_its_memory_in_bytes()
    {
        _variables["LAMBDA_TASK_ROOT"] = "/var/task";
        _variables["AWS_LAMBDA_FUNCTION_NAME"] = "orders";
        _variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        _variables["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/11/22/[$LATEST]1";
        _variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512";
        _variables["AWS_REGION"] = "eu-central-1";

        (await DetectAsync()).Attributes.Should().BeEquivalentTo(Attributes(
            ("cloud.provider", "aws"), ("cloud.platform", "aws_lambda"), ("cloud.region", "eu-central-1"), ("faas.name", "orders"),
            ("faas.version", "$LATEST"), ("faas.instance", "2026/11/22/[$LATEST]1"), ("faas.max_memory", 512L * 1024 * 1024),
            ("aws.log.group.names", new[] { "/aws/lambda/orders" })));
    }

    private static IEnumerable<KeyValuePair<string, object>> Attributes(params (string Name, object Value)[] attributes) =>
        attributes.Select(static attribute => KeyValuePair.Create(attribute.Name, attribute.Value));

    private static string? Answer(HttpListenerRequest request) => request.RawUrl switch
    {
        "/latest/api/token" => "secret",
        "/latest/dynamic/instance-identity/document" =>
            """
            {"accountId":"123456789012","region":"us-west-2","instanceId":"i-0abc","availabilityZone":"us-west-2-lax-1a",
             "instanceType":"m5.large","imageId":"ami-0abc"}
            """,
        "/v4/abc" => $$"""
            {"DockerId":"{{ContainerId}}","Name":"orders","ContainerARN":"arn:aws:ecs:eu-west-1:111122223333:container/0206b271",
             "LogOptions":{"awslogs-group":"/ecs/orders"} }
            """,
        "/v4/abc/task" =>
            """
            {"Cluster":"arn:aws:ecs:eu-west-1:111122223333:cluster/default",
             "TaskARN":"arn:aws:ecs:eu-west-1:111122223333:task/default/158d",
             "Family":"orders","Revision":"26","LaunchType":"FARGATE","AvailabilityZone":"eu-west-1d"}
            """,
        _ => null,
    };

    // Real questions to a real server: the short time-outs of a service would be those of a busy machine here.
    private async Task<DetectedResource> DetectAsync()
    {
        var environment = new AwsEnvironment(name => _variables.GetValueOrDefault(name), _root);
        var detector = new ResourceDetector(ResourceDetection.Auto, environment, Patience.Limit, Patience.Limit);
        var settings = new TracingSettings(new TracingOptions(), host: null, static _ => null);
        using var lookup = new ResourceLookup(detector, settings, TimeProvider.System);
        await lookup.StartAsync(CancellationToken.None);
        await lookup.ExecuteTask!.WaitAsync(Patience.Limit);
        return settings.Resource;
    }

    private void PutInstance() => Put("sys/class/dmi/id/sys_vendor", "Amazon EC2");

    private void Put(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
