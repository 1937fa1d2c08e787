using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Obs.Tracing;

namespace Obs.OpenTelemetry.Tests;

/// <summary>Which way the rules kept in X-Ray are asked for when traces leave as OTLP.</summary>
[Collection(OneEnvironment.Name)]
public sealed class SamplingWayTests
{
    [Theory]
    [InlineData("Observability:Aws:Region", "eu-west-1", "traces:XRay")]
    [InlineData("Observability:OpenTelemetry:Endpoint", "https://xray.eu-west-1.amazonaws.com/v1/traces", "traces:XRay")]
    [InlineData("Observability:OpenTelemetry:Endpoint", "http://collector:4318/v1/traces", "traces:Daemon")]
    public async Task Rules_are_asked_for_where_traces_go_and_beside_a_collector_of_its_proxy(string key, string value, string expected)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build())
            .AddObsAws().AddObsMetrics().AddObsOpenTelemetry()
            .BuildServiceProvider();

        ISamplingTransport found = services.GetRequiredKeyedService<ISamplingTransport>("traces:Otlp");

        found.Should().BeSameAs(services.GetRequiredKeyedService<ISamplingTransport>(expected));
    }

    [Fact]
    public async Task Without_the_package_that_signs_the_daemon_is_asked()
    {
        await using Service service = await Service.StartAsync(
            ("Observability:OpenTelemetry:Endpoint", "https://xray.eu-west-1.amazonaws.com/v1/traces"));

        service.Services.GetRequiredKeyedService<ISamplingTransport>("traces:Otlp")
            .Should().BeSameAs(service.Services.GetRequiredKeyedService<ISamplingTransport>("traces:Daemon"));
    }
}
