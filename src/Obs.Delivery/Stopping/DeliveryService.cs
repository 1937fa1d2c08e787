using Microsoft.Extensions.Hosting;

namespace Obs.Delivery.Stopping;

/// <summary>Tells that there is a host, which answers the signals to stop and then disposes of what delivers, and when it begins to
/// stop.</summary>
internal sealed class DeliveryService(DeliveryAccounts accounts) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        accounts.LeaveSignalsToHost();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The signal came before, if there was one; a host also stops without.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        accounts.AnnounceEnd();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
