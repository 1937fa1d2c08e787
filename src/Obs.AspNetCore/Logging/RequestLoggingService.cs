using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Obs.AspNetCore.Logging;

/// <summary>Listens to the hosting events of this application, from before its server starts until after it has stopped.</summary>
internal sealed class RequestLoggingService(RequestLogging logging, DiagnosticListener? listener = null) : IHostedLifecycleService
{
    private IDisposable? _subscription;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _subscription = listener?.Subscribe(logging, (name, _, _) => logging.IsWanted(name));
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
