using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Obs.Tracing;

/// <summary>Starts tracing before anything else of the host starts, and sends what is left when everything else has stopped.</summary>
internal sealed class TracingService(SegmentRecorder recorder, ObsPropagator propagator, SegmentQueue queue) : IHostedLifecycleService
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
        recorder.Dispose();
        if (!SampledTraces.HasHosts && DistributedContextPropagator.Current is ObsPropagator)
        {
            DistributedContextPropagator.Current = DistributedContextPropagator.CreateDefaultPropagator();
        }

        await queue.DisposeAsync().ConfigureAwait(false);
    }
}
