using Microsoft.Extensions.Hosting;

namespace Obs.Tracing;

/// <summary>Tells X-Ray of segments and subsegments that run for long while they run.</summary>
internal sealed class LongWork(SegmentRecorder recorder, TimeSpan after, TimeProvider time) : BackgroundService
{
    /// <summary>One round: what has run for longer than the limit is announced, once.</summary>
    internal void Announce() => recorder.Announce(time.GetUtcNow().UtcDateTime - after);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (after == TimeSpan.Zero || !recorder.IsEnabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(after / 2, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            Announce();
        }
    }
}
