using Microsoft.Extensions.Hosting;

namespace Obs.Delivery.Stopping;

/// <summary>Tells that there is a host, which answers the signals to stop and then disposes of what delivers.</summary>
internal sealed class DeliveryService(DeliveryAccounts accounts) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        accounts.LeaveSignalsToHost();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
