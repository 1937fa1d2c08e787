using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Obs.EntityFrameworkCore;

/// <summary>Listens to every diagnostic listener of EF Core from the start of the host to its stop: there is one for each set of context
/// options.</summary>
internal sealed class CommandListener(IOptions<EntityFrameworkCoreTracingOptions> options)
    : IHostedService, IObserver<DiagnosticListener>, IDisposable
{
    private readonly CommandObserver _observer = new();
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _subscriptions = [];
    private bool _isStopped;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Enabled)
        {
            Keep(DiagnosticListener.AllListeners.Subscribe(this));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            Keep(value.Subscribe(_observer, static name => CommandObserver.IsEnabled(name)));
        }
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }

    public void Dispose()
    {
        List<IDisposable> subscriptions;
        lock (_gate)
        {
            _isStopped = true;
            subscriptions = [.. _subscriptions];
            _subscriptions.Clear();
        }

        foreach (IDisposable subscription in subscriptions)
        {
            subscription.Dispose();
        }
    }

    private void Keep(IDisposable subscription)
    {
        lock (_gate)
        {
            if (!_isStopped)
            {
                _subscriptions.Add(subscription);
                return;
            }
        }

        subscription.Dispose();
    }
}
