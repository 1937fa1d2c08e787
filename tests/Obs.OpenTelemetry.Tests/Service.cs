using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;

namespace Obs.OpenTelemetry.Tests;

/// <summary>A service that traces by OTLP, set up by configuration only.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly IHost _host;

    private Service(IHost host) => _host = host;

    /// <summary>Its own source, so that services of other tests do not record what it does.</summary>
    public ActivitySource Source { get; } = new($"Service.{Guid.NewGuid():n}");

    public IServiceProvider Services => _host.Services;

    public DeliveryAccount Account =>
        Services.GetRequiredService<DeliveryAccounts>().Read().Single(static account => account.Signal == "traces");

    public static async Task<Service> StartAsync(params (string Key, string? Value)[] settings)
    {
        IHost host = new HostBuilder()
            .ConfigureAppConfiguration(c => c.AddInMemoryCollection(
                settings.Append(("Observability:Tracing:Sender", "Otlp")).Append(("Observability:Tracing:ServiceName", "books"))
                    .Append(("Observability:Tracing:SegmentSources:0", "Service.*")).Select(
                        static s => KeyValuePair.Create(s.Item1, s.Item2))))
            .ConfigureServices(static services => services.AddObsOpenTelemetry())
            .Build();
        var service = new Service(host);
        await host.StartAsync();
        return service;
    }

    /// <summary>Sends what is left.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Source.Dispose();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
