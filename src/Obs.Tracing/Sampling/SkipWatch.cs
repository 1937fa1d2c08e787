using Microsoft.Extensions.Hosting;

namespace Obs.Tracing;

/// <summary>Finds the conditions of the application that hang, so that no further request asks them.</summary>
internal sealed class SkipWatch(Sampler sampler, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.25);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sampler.HasConditions)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            sampler.CheckConditions();
        }
    }
}
