using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.OpenTelemetry.Tests;

/// <summary>What a request says of the process that sends it.</summary>
[Collection(OneEnvironment.Name)]
public sealed class ResourceTests : IDisposable
{
    private const string Variable = "OTEL_RESOURCE_ATTRIBUTES";

    private readonly Dictionary<string, string?> _before = new[]
    {
        Variable, "KUBERNETES_SERVICE_HOST", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_REGION", "AWS_EC2_METADATA_DISABLED", "HOSTNAME",
    }.ToDictionary(static name => name, Environment.GetEnvironmentVariable);

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Fact]
    public async Task What_is_found_out_about_the_platform_is_sent_and_what_somebody_says_wins()
    {
        // A pod of EKS: nothing is asked over the network, which on a busy machine would be a matter of time.
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", "10.100.0.1");
        Environment.SetEnvironmentVariable("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/eks.amazonaws.com/serviceaccount/token");
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
        Environment.SetEnvironmentVariable("HOSTNAME", "orders-5d4f");
        Environment.SetEnvironmentVariable(Variable, "k8s.cluster.name=shop,k8s.pod.name=mine");
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using Service service = await Service.StartAsync(
            ("Observability:OpenTelemetry:Endpoint", receiver.Url), ("Observability:Tracing:Sampling:FixedRate", "1"));
        service.Source.StartActivity("early")?.Dispose();
        DetectedResource resource = service.Services.GetRequiredService<DetectedResource>();
        await Eventually.GetAsync(
            () => Task.FromResult(resource.Attributes.Count), static count => count > 0, Patience.Limit);

        service.Source.StartActivity("order")?.Dispose();
        await service.StopAsync();

        ReceivedSpan order = receiver.Requests.SelectMany(static request => ReceivedSpan.ReadAll(request.Inflated))
            .Single(static span => span.Name == "order");
        order.Resource.Should().Contain(new Dictionary<string, string>
        {
            ["service.name"] = "books",
            ["telemetry.sdk.name"] = "Obs",
            ["telemetry.sdk.language"] = "dotnet",
            ["cloud.provider"] = "aws",
            ["cloud.platform"] = "aws_eks",
            ["cloud.region"] = "eu-west-1",
            ["k8s.cluster.name"] = "shop",
            ["k8s.pod.name"] = "mine",
        });
    }

    [Fact]
    public async Task Attributes_of_the_environment_are_sent_and_do_not_outdo_the_service_s_own_name()
    {
        Environment.SetEnvironmentVariable(Variable, "cloud.platform=aws_ecs,aws.ecs.task.family=basket,service.name=somebody-else");
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using Service service = await Service.StartAsync(("Observability:OpenTelemetry:Endpoint", receiver.Url));

        using (Activity order = service.Source.StartActivity("order")!)
        {
            order.SetTag("annotation.size", 3);
        }

        await service.StopAsync();

        receiver.Requests.Single().Text.Should()
            .Contain("cloud.platform").And.Contain("aws_ecs").And.Contain("basket").And.Contain("books").And.NotContain("somebody-else");
    }
}
