using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Runs the clock: listens before anything else starts, closes a window each interval, and the last one after all has
/// stopped.</summary>
internal sealed class WindowService(
    IOptions<MetricsOptions> options, WindowCloser closer, SelectionReloader reloader, CollectionAccount account, TimeProvider time)
    : IHostedLifecycleService, IDisposable
{
    private WindowThread? _thread;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return Task.CompletedTask;
        }

        reloader.Start();
        _thread = new WindowThread(closer, new LossReport(account), time);
        return _thread.StartAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not in StopAsync: the server may stop after us, and the requests it finishes meanwhile count.
    public Task StoppedAsync(CancellationToken cancellationToken) => _thread?.StopAsync() ?? Task.CompletedTask;

    public void Dispose() => _thread?.Dispose();
}
