using System.Diagnostics;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Keys that do not come: they are waited for where nobody else waits.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class CredentialsTests
{
    [Fact]
    public async Task F11_while_the_provider_hangs_handing_over_goes_on_and_nothing_is_lost_when_it_answers()
    {
        await using var endpoint = new RawEndpoint();
        var credentials = new HangingCredentials();
        await using var delivery = new Delivery(endpoint.Url, credentials: credentials);
        delivery.Enqueue(1);
        await credentials.Asked;

        delivery.Enqueue(500);
        delivery.ShouldWait();
        credentials.Answer();
        await delivery.FlushAsync();

        delivery.ShouldHaveArrived(endpoint);
    }

    [Fact]
    public async Task F11_a_host_starts_and_serves_its_first_request_while_the_provider_hangs()
    {
        await using var endpoint = new RawEndpoint();
        using var environment = new EnvironmentVariables();
        using var source = new ActivitySource("CredentialsTests");
        var credentials = new HangingCredentials();
        using IHost host = new HostBuilder()
            .ConfigureAppConfiguration(c => c.AddInMemoryCollection(
            [
                new("Observability:Tracing:Sender", "XRay"),
                new("Observability:Tracing:Sampling:Central", "true"),
                new("Observability:Tracing:SegmentSources:0", source.Name),
                new("Observability:Aws:ServiceUrl", endpoint.Url),
                new("Observability:Aws:RequestTimeout", "00:05:00"),
                new("Observability:Aws:ConnectTimeout", "00:01:00"),
                new("Observability:Aws:PublishMetrics", "false"),
            ]))
            .ConfigureServices(services => services.AddSingleton<AWSCredentials>(credentials).AddObsTracing().AddObsAws())
            .Build();

        await host.StartAsync().WaitAsync(Patience.Limit);
        await credentials.Asked;
        source.StartActivity("first")?.Dispose();

        DeliveryAccount account = host.Services.GetRequiredService<DeliveryAccounts>().Read().Single();
        (account.Accepted, account.Buffered, endpoint.Received.Count).Should().Be((1, 1, 0));
        credentials.Answer();
        await host.Services.GetRequiredService<Tracer>().FlushAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        endpoint.Received.Should().Contain(static r => r.Body.Contains("first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F11_an_end_does_not_wait_for_the_provider()
    {
        await using var endpoint = new RawEndpoint();
        var credentials = new HangingCredentials();
        var delivery = new Delivery(endpoint.Url, credentials: credentials);
        delivery.Enqueue(10);
        await credentials.Asked;

        await delivery.DisposeAsync();

        (delivery.Account.Accepted, delivery.Account.Dropped[DropReasons.Stopped]).Should().Be((10, 10));
        credentials.Answer();
    }
}
