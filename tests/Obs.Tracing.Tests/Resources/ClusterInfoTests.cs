using System.Net;
using System.Net.Sockets;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Resources;

/// <summary>What the cluster of a pod is called, by its API: a server of our own with a certificate of its own.</summary>
public sealed class ClusterInfoTests : IDisposable
{
    private const string Map = """{"kind":"ConfigMap","data":{"cluster.name":"shop","logs.region":"eu-west-1"}}""";

    private readonly Dictionary<string, string> _variables = new()
    {
        ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1",
        ["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/var/run/secrets/eks.amazonaws.com/serviceaccount/token",
        ["HOSTNAME"] = "orders-5d4f",
    };
    private readonly string _root = Directory.CreateTempSubdirectory("obs-cluster-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_pod_asks_its_cluster_in_the_name_of_its_service_account()
    {
        using var cluster = new FakeCluster("200 OK", Map);
        Join(cluster);

        (string fields, bool isComplete) = await DescribeAsync();

        fields.Should().Be("""{"eks":{"pod":"orders-5d4f","cluster_name":"shop"}}""");
        isComplete.Should().BeTrue();
        string request = cluster.Requests.Should().ContainSingle().Subject;
        request.Should().StartWith("GET /api/v1/namespaces/amazon-cloudwatch/configmaps/cluster-info HTTP/1.1\r\n");
        request.Should().Contain("Authorization: Bearer account-token\r\n");
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    public async Task A_cluster_that_does_not_tell_is_not_asked_again(string status)
    {
        using var cluster = new FakeCluster(status, """{"kind":"Status"}""");
        Join(cluster);

        (string fields, bool isComplete) = await DescribeAsync();

        fields.Should().Be("""{"eks":{"pod":"orders-5d4f"}}""");
        isComplete.Should().BeTrue();
        cluster.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("200 OK", "<html>")]
    [InlineData("500 Internal Server Error", "")]
    public async Task A_cluster_that_answers_nonsense_costs_its_name_and_may_be_asked_again(string status, string body)
    {
        using var cluster = new FakeCluster(status, body);
        Join(cluster);

        (string fields, bool isComplete) = await DescribeAsync();

        fields.Should().Be("""{"eks":{"pod":"orders-5d4f"}}""");
        isComplete.Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"data":{"cluster.name":7}}""")]
    [InlineData("""{"data":["cluster.name"]}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("[]")]
    public async Task A_map_of_another_shape_has_no_name(string map)
    {
        using var cluster = new FakeCluster("200 OK", map);
        Join(cluster);

        (await DescribeAsync()).Fields.Should().Be("""{"eks":{"pod":"orders-5d4f"}}""");
    }

    [Fact]
    public async Task Nobody_gets_the_token_who_is_not_vouched_for()
    {
        using var cluster = new FakeCluster("200 OK", Map);
        using var other = new FakeCluster("200 OK", Map);
        Join(cluster, authority: other.Authority);

        (string fields, bool isComplete) = await DescribeAsync();

        fields.Should().Be("""{"eks":{"pod":"orders-5d4f"}}""");
        isComplete.Should().BeFalse();
        cluster.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("token")]
    [InlineData("ca.crt")]
    public async Task Without_an_account_nothing_is_asked(string missing)
    {
        using var cluster = new FakeCluster("200 OK", Map);
        Join(cluster);
        File.Delete(PathOf(missing));

        (string fields, bool isComplete) = await DescribeAsync();

        fields.Should().Be("""{"eks":{"pod":"orders-5d4f"}}""");
        isComplete.Should().BeTrue();
        cluster.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cluster_that_accepts_and_says_nothing_is_waited_for_a_short_time_only()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var cluster = new FakeCluster("200 OK", Map);
        Join(cluster);
        _variables["KUBERNETES_SERVICE_PORT"] =
            ((IPEndPoint)silent.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        (string fields, bool isComplete) = await DescribeAsync(timeout: TimeSpan.FromMilliseconds(50)).WaitAsync(Patience.Limit);

        fields.Should().Be("""{"eks":{"pod":"orders-5d4f"}}""");
        isComplete.Should().BeFalse();
    }

    [Theory]
    [InlineData("10.100.0.1", null, "https://10.100.0.1:443")]
    [InlineData("10.100.0.1", "6443", "https://10.100.0.1:6443")]
    [InlineData("fd00::1", "443", "https://[fd00::1]:443")]
    [InlineData(null, "443", null)]
    public void The_address_is_what_Kubernetes_tells_every_container(string? host, string? port, string? address)
    {
        var environment = new AwsEnvironment(
            name => name == "KUBERNETES_SERVICE_HOST" ? host : name == "KUBERNETES_SERVICE_PORT" ? port : null);

        environment.KubernetesApi.Should().Be(address);
    }

    private void Join(FakeCluster cluster, string? authority = null)
    {
        _variables["KUBERNETES_SERVICE_PORT"] = cluster.Port;
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf("token"))!);
        File.WriteAllText(PathOf("token"), "account-token\n");
        File.WriteAllText(PathOf("ca.crt"), authority ?? cluster.Authority);
    }

    private string PathOf(string file) => Path.Combine(_root, "var/run/secrets/kubernetes.io/serviceaccount", file);

    private async Task<(string Fields, bool IsComplete)> DescribeAsync(TimeSpan? timeout = null)
    {
        var environment = new AwsEnvironment(name => _variables.GetValueOrDefault(name), _root);
        var detector = new ResourceDetector(ResourceDetection.Eks, environment, timeout ?? Patience.Limit, timeout ?? Patience.Limit);
        (AwsResource resource, bool isComplete) = await detector.DetectAsync(CancellationToken.None);
        resource.Origin.Should().Be("AWS::EKS::Container");
        var json = new JsonBuffer();
        json.StartObject();
        resource.Write(json);
        json.EndObject();
        return (System.Text.Encoding.UTF8.GetString(json.Written), isComplete);
    }
}
