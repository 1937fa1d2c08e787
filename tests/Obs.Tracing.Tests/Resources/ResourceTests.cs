using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Resources;

/// <summary>What AWS resource a process runs on, by a metadata server of our own and files in a folder.</summary>
public sealed class ResourceTests : IDisposable
{
    private const string ContainerId = "ea32192c8553fbff06c9340478a2ff089b2bb5646fb718b4ee206641c9086d66";

    private readonly Dictionary<string, string> _variables = [];
    private readonly string _root = Directory.CreateTempSubdirectory("obs-resource-").FullName;
    private readonly FakeHttp _metadata;

    public ResourceTests()
    {
        _metadata = new FakeHttp(static request => Answer(request));
        _variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = _metadata.Address + "/";
    }

    private AwsEnvironment AwsEnvironment => new(name => _variables.GetValueOrDefault(name), _root);

    public void Dispose()
    {
        _metadata.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task An_instance_is_asked_for_a_token_and_then_for_its_identity()
    {
        Put("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");

        JsonObject document = await DocumentAsync();

        document["origin"]!.ToString().Should().Be("AWS::EC2::Instance");
        document["aws"]!["account_id"]!.ToString().Should().Be("123456789012");
        document["aws"]!["ec2"]!.ToJsonString().Should().Be(
            """{"instance_id":"i-0123456789abcdef0","availability_zone":"eu-west-1a","instance_size":"m5.large","ami_id":"ami-0abc"}""");
        _metadata.Requests.Select(static r => r.Line).Should()
            .Equal("PUT /latest/api/token", "GET /latest/dynamic/instance-identity/document");
    }

    [Fact]
    public async Task A_container_of_ECS_names_its_task_and_the_log_group_it_writes_to()
    {
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + "/v4/abc";

        JsonObject document = await DocumentAsync();

        document["origin"]!.ToString().Should().Be("AWS::ECS::Container");
        JsonObject aws = document["aws"]!.AsObject();
        aws["account_id"]!.ToString().Should().Be("111122223333");
        aws["ecs"]!["container"]!.ToString().Should().Be(Environment.MachineName);
        aws["ecs"]!["container_id"]!.ToString().Should().Be(ContainerId);
        aws["ecs"]!["cluster_arn"]!.ToString().Should().Be("arn:aws:ecs:us-west-2:111122223333:cluster/default");
        aws["ecs"]!["task_family"]!.ToString().Should().Be("orders");
        aws["ecs"]!["launch_type"]!.ToString().Should().Be("FARGATE");
        aws["cloudwatch_logs"]!.ToJsonString().Should().Be(
            """[{"log_group":"/ecs/orders","arn":"arn:aws:logs:us-west-2:111122223333:log-group:/ecs/orders"}]""");
        _metadata.Requests.Should().HaveCount(2, "an instance that does not say so is not asked");
    }

    [Fact]
    public async Task A_cluster_that_is_only_named_is_one_of_the_tasks_account()
    {
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + "/v4/ec2";

        JsonObject document = await DocumentAsync();

        document["aws"]!["ecs"]!["cluster_arn"]!.ToString().Should().Be("arn:aws:ecs:us-west-2:111122223333:cluster/shop");
    }

    [Fact]
    public async Task A_container_on_an_instance_is_the_more_specific_of_the_two()
    {
        Put("sys/hypervisor/uuid", "ec2e1916-9099-7caf-fd21-012345abcdef");
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + "/v4/abc";

        JsonObject document = await DocumentAsync();

        document["origin"]!.ToString().Should().Be("AWS::ECS::Container");
        document["aws"]!.AsObject().Select(static field => field.Key).Should().Equal("account_id", "ecs", "ec2", "cloudwatch_logs", "xray");
    }

    [Fact]
    public async Task A_container_on_an_instance_is_written_as_the_SDK_writes_it()
    {
        Put("sys/hypervisor/uuid", "ec2e1916-9099-7caf-fd21-012345abcdef");
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + "/v4/abc";

        JsonObject document = await DocumentAsync();

        // The SDK knows the host's name of a container and nothing else of it, and neither the account nor the log group.
        JsonObject aws = document["aws"]!.AsObject();
        aws["ecs"]!["container"]!.ToString().Should().Be(Environment.MachineName);
        aws["ecs"] = new JsonObject { ["container"] = "9d1a2b3c4d5e" };
        aws.Remove("account_id");
        aws.Remove("cloudwatch_logs");
        GoldenDocument.ShouldMatch(document, "18-plugins-ec2-ecs-origin");
    }

    [Fact]
    public async Task A_pod_of_EKS_that_knows_its_cluster_does_not_ask_for_it()
    {
        _variables["KUBERNETES_SERVICE_HOST"] = "10.100.0.1";
        _variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/var/run/secrets/eks.amazonaws.com/serviceaccount/token";
        _variables["OTEL_RESOURCE_ATTRIBUTES"] = "service.name=orders, k8s.cluster.name=shop";
        _variables["HOSTNAME"] = "orders-5d4f";
        Put("proc/self/mountinfo", $"1 2 0:1 / / rw - overlay /var/lib/containerd/{ContainerId}/fs rw,abcdef12");

        JsonObject document = await DocumentAsync();

        document["origin"]!.ToString().Should().Be("AWS::EKS::Container");
        document["aws"]!["eks"]!.ToJsonString().Should()
            .Be($$"""{"cluster_name":"shop","pod":"orders-5d4f","container_id":"{{ContainerId}}"}""");
        _metadata.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Another_Kubernetes_is_none_of_ours()
    {
        _variables["KUBERNETES_SERVICE_HOST"] = "10.0.0.1";

        (await DocumentAsync()).ContainsKey("origin").Should().BeFalse();
    }

    [Fact]
    public async Task Elastic_Beanstalk_is_written_as_the_SDK_writes_it()
    {
        Put("var/elasticbeanstalk/xray/environment.conf", """{"deployment_id":32,"version_label":"v42","environment_name":"prod-env"}""");

        GoldenDocument.ShouldMatch(await DocumentAsync(), "19-plugin-beanstalk-shape");
    }

    [Theory]
    [InlineData("32", "32")]
    [InlineData("\"32\"", "32")]
    [InlineData("\"x\"", null)]
    [InlineData("null", null)]
    [InlineData("[3]", null)]
    public async Task A_deployment_is_a_number_however_it_is_written(string written, string? read)
    {
        Put("var/elasticbeanstalk/xray/environment.conf", $$"""{"deployment_id":{{written}},"environment_name":"prod-env"}""");

        JsonObject document = await DocumentAsync();

        document["aws"]!["elastic_beanstalk"]!["deployment_id"]?.ToJsonString().Should().Be(read);
        document["aws"]!["elastic_beanstalk"]!["environment_name"]!.ToString().Should().Be("prod-env");
    }

    [Fact]
    public async Task A_function_without_a_segment_of_Lambda_names_its_log_group()
    {
        _variables["LAMBDA_TASK_ROOT"] = "/var/task";
        _variables["AWS_LAMBDA_FUNCTION_NAME"] = "orders";

        JsonObject document = await DocumentAsync();

        document["origin"]!.ToString().Should().Be("AWS::Lambda::Function");
        document["aws"]!["cloudwatch_logs"]!.ToJsonString().Should().Be("""[{"log_group":"/aws/lambda/orders"}]""");
    }

    [Fact]
    public async Task What_is_configured_wins()
    {
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + "/v4/abc";

        JsonObject document = await DocumentAsync(static options =>
        {
            options.Origin = "AWS::EC2::Instance";
            options.LogGroups.Add("/mine");
        });

        document["origin"]!.ToString().Should().Be("AWS::EC2::Instance");
        document["aws"]!["cloudwatch_logs"]!.ToJsonString().Should().Be("""[{"log_group":"/mine"}]""");
    }

    [Fact]
    public async Task Without_a_sign_of_AWS_nothing_is_asked_over_the_network()
    {
        JsonObject document = await DocumentAsync();

        document.ContainsKey("origin").Should().BeFalse();
        _metadata.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task An_instance_whose_metadata_service_is_switched_off_is_not_asked()
    {
        Put("sys/class/dmi/id/sys_vendor", "Amazon EC2");
        _variables["AWS_EC2_METADATA_DISABLED"] = "true";

        (await DocumentAsync()).ContainsKey("origin").Should().BeFalse();
        _metadata.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/broken")]
    [InlineData("/missing")]
    [InlineData("/empty")]
    public async Task An_endpoint_that_answers_nonsense_costs_what_it_would_have_said(string path)
    {
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + path;

        (AwsResource resource, bool isComplete) = await Detector(ResourceDetection.Auto).DetectAsync(CancellationToken.None);

        resource.Origin.Should().Be("AWS::ECS::Container");
        isComplete.Should().BeFalse();
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    public async Task An_address_where_nobody_listens_throws_nothing(string address)
    {
        _variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = address;

        (AwsResource resource, bool isComplete) = await Detector(ResourceDetection.Ec2).DetectAsync(CancellationToken.None);

        resource.IsEmpty.Should().BeTrue();
        isComplete.Should().BeFalse();
    }

    [Fact]
    public async Task Our_questions_are_part_of_nobodys_trace()
    {
        Put("sys/class/dmi/id/sys_vendor", "Amazon EC2");
        using var source = new ActivitySource("Obs.Tests.Resources");
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Obs.Tests.Resources" or "System.Net.Http",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using Activity? outer = source.StartActivity("host");

        await Detector(ResourceDetection.Auto).DetectAsync(CancellationToken.None);

        _metadata.Requests.Should().HaveCount(2);
        _metadata.Requests.SelectMany(static r => r.Headers).Should().NotContain(["traceparent", "X-Amzn-Trace-Id", "Request-Id"]);
    }

    [Fact]
    public async Task It_is_looked_up_beside_the_start_and_central_rules_hear_of_it()
    {
        _variables["ECS_CONTAINER_METADATA_URI_V4"] = _metadata.Address + "/v4/abc";
        var settings = new TracingSettings(new TracingOptions { ServiceName = "orders-api" }, host: null, static _ => null);
        var rules = new CentralRules(() => settings.Identity, TimeProvider.System);
        rules.Load([]);
        rules.IsOutdated.Should().BeFalse();
        using var lookup = new ResourceLookup(Detector(ResourceDetection.Auto), settings, TimeProvider.System);

        await lookup.StartAsync(CancellationToken.None);
        await lookup.ExecuteTask!.WaitAsync(Patience.Limit);

        settings.Identity.Origin.Should().Be("AWS::ECS::Container");
        settings.Identity.Name.Should().Be("orders-api");
        rules.IsOutdated.Should().BeTrue();
    }

    private static string? Answer(HttpListenerRequest request) => request.RawUrl switch
    {
        "/latest/api/token" when request.Headers["X-aws-ec2-metadata-token-ttl-seconds"] is not null => "secret",
        "/latest/dynamic/instance-identity/document" when request.Headers["X-aws-ec2-metadata-token"] == "secret" =>
            """
            {"accountId":"123456789012","instanceId":"i-0123456789abcdef0","availabilityZone":"eu-west-1a","instanceType":"m5.large","imageId":"ami-0abc"}
            """,
        "/v4/abc" => $$"""
            {"DockerId":"{{ContainerId}}","Name":"orders","ContainerARN":"arn:aws:ecs:us-west-2:111122223333:container/0206b271","LogDriver":"awslogs",
             "LogOptions":{"awslogs-group":"/ecs/orders","awslogs-region":"us-west-2","awslogs-stream":"orders/1"} }
            """,
        "/v4/abc/task" =>
            """
            {"Cluster":"arn:aws:ecs:us-west-2:111122223333:cluster/default","TaskARN":"arn:aws:ecs:us-west-2:111122223333:task/default/1",
             "Family":"orders","Revision":"26","LaunchType":"FARGATE","AvailabilityZone":"us-west-2d"}
            """,
        "/v4/ec2" => "{}",
        "/v4/ec2/task" => """{"Cluster":"shop","TaskARN":"arn:aws:ecs:us-west-2:111122223333:task/shop/1"}""",
        "/broken" => "<html>",
        "/empty" => "",
        _ => null,
    };

    // Real questions to a real server: the short time-outs of a service would be those of a busy machine here.
    private ResourceDetector Detector(ResourceDetection mode) => new(mode, AwsEnvironment, Patience.Limit, Patience.Limit);

    private void Put(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private async Task<JsonObject> DocumentAsync(Action<TracingOptions>? configure = null)
    {
        using var recording = new RecordedService(configure);
        (AwsResource resource, bool isComplete) = await Detector(ResourceDetection.Auto).DetectAsync(CancellationToken.None);
        isComplete.Should().BeTrue();
        recording.Settings.Use(resource);
        Activity request = recording.BeginRequest("Root=1-5759e988-bd862e3fe1be46a994272793", start: RecordedService.Start);
        recording.Recorder.SetResponse(request, default);
        RecordedService.EndAt(request, 250.125);
        return recording.Documents.Single;
    }
}
