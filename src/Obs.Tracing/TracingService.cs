using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Obs.Tracing;

/// <summary>Starts tracing before anything else of the host starts, and sends what is left when everything else has stopped.</summary>
internal sealed class TracingService(
    SegmentRecorder recorder, TracingSettings settings, ObsPropagator propagator, SegmentQueue queue, SelfInstruments instruments)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (recorder.IsEnabled)
        {
            // HttpClient takes the propagator of the process when it is made, and there is no other way to give it one.
            DistributedContextPropagator.Current = propagator;
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (settings.InProgressAfter != TimeSpan.Zero)
        {
            recorder.Announce(DateTime.MaxValue); // What still runs will not be completed: at least it is known to have begun.
        }

        recorder.Dispose();
        instruments.Dispose();
        if (!SampledTraces.HasHosts && DistributedContextPropagator.Current is ObsPropagator)
        {
            DistributedContextPropagator.Current = DistributedContextPropagator.CreateDefaultPropagator();
        }

        await queue.DisposeAsync().ConfigureAwait(false);
    }
}
