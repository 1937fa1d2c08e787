using Microsoft.Extensions.Hosting;

namespace Obs.Local;

/// <summary>Starts and stops the server with the application that hosts it.</summary>
internal sealed class ObsLocalHostedService(ObsLocalServer server) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.DisposeAsync().AsTask();
}
