using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Obs.AspNetCore.Hosting;

/// <summary>Listens to the hosting events of this application, from before its server starts until after it has stopped.</summary>
internal sealed class HostingEventsService<TEvents>(TEvents events, DiagnosticListener? listener = null) : IHostedLifecycleService
    where TEvents : class, IHostingEvents
{
    private IDisposable? _subscription;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _subscription = listener?.Subscribe(events, events.IsWanted);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }
}
