using System.Diagnostics;

namespace Obs.OpenTelemetry.Tests;

/// <summary>What a request says of the process that sends it.</summary>
[Collection(OneEnvironment.Name)]
public sealed class ResourceTests : IDisposable
{
    private const string Variable = "OTEL_RESOURCE_ATTRIBUTES";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

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
