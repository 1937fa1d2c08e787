using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Runs the clock: listens before anything else starts, closes a window each interval, and the last one after all has
/// stopped.</summary>
internal sealed class WindowService(
    IOptions<MetricsOptions> options, WindowCloser closer, SelectionReloader reloader, CollectionAccount account, TimeProvider time)
    : BackgroundService, IHostedLifecycleService
{
    private long _rejected;
    private long _overflowed;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return Task.CompletedTask;
        }

        reloader.Start();
        return closer.StartAsync();
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not in StopAsync: the server may stop after us, and the requests it finishes meanwhile count.
    public Task StoppedAsync(CancellationToken cancellationToken) => options.Value.Enabled ? closer.StopAsync() : Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Enabled && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(closer.UntilEnd(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                await CloseWindowAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task CloseWindowAsync()
    {
        try
        {
            await closer.CloseAsync().ConfigureAwait(false);
            ReportLosses();
        }
        catch (Exception exception)
        {
            // No memory, at worst. The clock goes on: the next window may succeed, and a service that fails would stop the host.
            MetricsEventSource.Log.WindowFailed(exception.ToString());
        }
    }

    private void ReportLosses()
    {
        long rejected = account.Rejected;
        long overflowed = account.Overflowed;
        if (rejected > _rejected)
        {
            MetricsEventSource.Log.MeasurementsRejected(rejected - _rejected);
        }

        if (overflowed > _overflowed)
        {
            MetricsEventSource.Log.SeriesOverflowed(overflowed - _overflowed);
        }

        _rejected = rejected;
        _overflowed = overflowed;
    }
}
