using System.Text;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Aws.Client;
using Obs.Aws.Tests.Client;
using Obs.Aws.Traces;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.Aws.Tests.Traces;

/// <summary>The rules kept in X-Ray, asked for without a daemon.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class XRaySamplingTests : IAsyncLifetime
{
    private const string Rules = """
        {"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"orders","ResourceARN":"*","Priority":1,"FixedRate":0.5,"ReservoirSize":10,
        "ServiceName":"*","ServiceType":"*","Host":"*","HTTPMethod":"*","URLPath":"*","Version":1,"Attributes":{}}}]}
        """;

    private FakeAwsEndpoint _xray = null!;

    public async Task InitializeAsync()
    {
        _xray = await FakeAwsEndpoint.StartAsync();
        _xray.Rule = static request => request.Path == "/GetSamplingRules" ? (200, Rules) : (200, "{}");
    }

    public async Task DisposeAsync() => await _xray.DisposeAsync();

    [Fact]
    public async Task Where_segments_go_to_XRay_itself_its_rules_are_asked_for_in_a_signed_call()
    {
        using var environment = new EnvironmentVariables(
            ("AWS_ACCESS_KEY_ID", ConnectedClient.AccessKey), ("AWS_SECRET_ACCESS_KEY", ConnectedClient.SecretKey));
        using IHost host = Host(("Observability:Tracing:Sender", "XRay"));
        await host.StartAsync();

        SamplingStatistics statistics = host.Services.GetRequiredService<SamplingStatistics>();
        string[] names = await Eventually.GetAsync(
            () => Task.FromResult(statistics.Rules.Select(static rule => rule.Name).ToArray()),
            static names => names.Length > 1,
            Patience.Limit);
        await host.StopAsync();

        names.Should().StartWith("orders");
        CapturedRequest request = _xray.Requests.First();
        (request.Method, request.Path, Encoding.UTF8.GetString(request.Body)).Should().Be(("POST", "/GetSamplingRules", "{}"));
        ShouldBeSigned(request);
    }

    [Fact]
    public async Task Where_segments_go_to_the_daemon_it_is_the_daemon_that_is_asked()
    {
        await using FakeAwsEndpoint daemon = await FakeAwsEndpoint.StartAsync();
        daemon.Rule = _xray.Rule;
        using var environment = new EnvironmentVariables();
        using IHost host = Host(("Observability:Tracing:DaemonAddress", new Uri(daemon.Url).Authority));
        await host.StartAsync();

        await daemon.WaitForRequestAsync();
        await host.StopAsync();

        daemon.Requests.First().Headers.Should().NotContainKey("Authorization");
        _xray.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task With_AWS_switched_off_nothing_is_signed()
    {
        await using FakeAwsEndpoint daemon = await FakeAwsEndpoint.StartAsync();
        daemon.Rule = _xray.Rule;
        using var environment = new EnvironmentVariables();
        using IHost host = Host(
            ("Observability:Tracing:Sender", "XRay"),
            ("Observability:Tracing:DaemonAddress", new Uri(daemon.Url).Authority),
            ("Observability:Aws:Enabled", "false"));
        await host.StartAsync();

        await daemon.WaitForRequestAsync();
        await host.StopAsync();

        _xray.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Counts_are_reported_in_a_signed_call_that_waits_on_no_thread_of_the_pool()
    {
        using var environment = new EnvironmentVariables();
        var credentials = new ThreadKeepingCredentials();
        using var transport = new XRaySamplingTransport(new AwsConnection(AwsService.XRay, Options(), credentials), TimeProvider.System);

        ReadOnlyMemory<byte> answer = await transport.GetTargetsAsync(
            """{"SamplingStatisticsDocuments":[]}"""u8.ToArray(), CancellationToken.None);

        Encoding.UTF8.GetString(answer.Span).Should().Be("{}");
        CapturedRequest request = _xray.Requests.Should().ContainSingle().Which;
        (request.Path, Encoding.UTF8.GetString(request.Body)).Should().Be(("/SamplingTargets", """{"SamplingStatisticsDocuments":[]}"""));
        ShouldBeSigned(request);
        credentials.WereReadOnAPoolThread.Should().BeFalse();
    }

    [Theory]
    [InlineData(1024 * 1024, true)]
    [InlineData((1024 * 1024) + 1, false)]
    public async Task T22_the_longest_reply_that_X_Ray_can_mean_is_taken_whole_and_a_longer_one_is_a_failed_call(int length, bool isTaken)
    {
        using var environment = new EnvironmentVariables();
        string answer = "{" + new string(' ', length - 2) + "}";
        _xray.Rule = _ => (200, answer);
        using var transport = new XRaySamplingTransport(new AwsConnection(AwsService.XRay, Options(), null), TimeProvider.System);

        SamplingCallException? failure = null;
        ReadOnlyMemory<byte> taken = default;
        try
        {
            taken = await transport.GetRulesAsync(default, CancellationToken.None);
        }
        catch (SamplingCallException exception)
        {
            failure = exception;
        }

        (taken.Length, failure?.Message).Should().Be(
            isTaken ? (length, null) : (0, "The reply to GetSamplingRules is longer than 1048576 bytes."));
        failure?.Reason.Should().Be("too_large");
    }

    [Fact]
    public async Task A_call_that_is_refused_throws_to_whoever_asks_again()
    {
        using var environment = new EnvironmentVariables();
        _xray.Rule = static _ => (403, """{"message":"no"}""");
        using var transport = new XRaySamplingTransport(new AwsConnection(AwsService.XRay, Options(), null), TimeProvider.System);

        Func<Task> ask = () => transport.GetRulesAsync(default, CancellationToken.None);

        (await ask.Should().ThrowAsync<SamplingCallException>()).Which.Reason.Should().Be("denied");
        _xray.Requests.Should().ContainSingle("retrying is the business of the caller");
    }

    private static void ShouldBeSigned(CapturedRequest request)
    {
        SignatureCheck.Fields(request)["Credential"].Should().StartWith(ConnectedClient.AccessKey + "/").And.Contain("/eu-central-1/xray/");
        SignatureCheck.Fields(request)["Signature"].Should().Be(SignatureCheck.Of(request, ConnectedClient.SecretKey));
    }

    private AwsOptions Options() => new() { ServiceUrl = _xray.Url, Region = "eu-central-1", RequestTimeout = Chaos.Delivery.LongTime };

    private IHost Host(params (string Key, string? Value)[] settings) => new HostBuilder()
        .ConfigureAppConfiguration(c => c.AddInMemoryCollection(
        [
            new("Observability:Tracing:Sampling:Central", "true"),
            new("Observability:Aws:ServiceUrl", _xray.Url),
            new("Observability:Aws:Region", "eu-central-1"),
            new("Observability:Aws:PublishMetrics", "false"),
            .. settings.Select(static s => KeyValuePair.Create(s.Key, s.Value)),
        ]))
        .ConfigureServices(static services => services.AddObsTracing().AddObsAws())
        .Build();

    private sealed class ThreadKeepingCredentials : AWSCredentials
    {
        public bool? WereReadOnAPoolThread { get; private set; }

        public override ImmutableCredentials GetCredentials()
        {
            WereReadOnAPoolThread ??= Thread.CurrentThread.IsThreadPoolThread;
            return new ImmutableCredentials(ConnectedClient.AccessKey, ConnectedClient.SecretKey, null);
        }

        public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());
    }
}
