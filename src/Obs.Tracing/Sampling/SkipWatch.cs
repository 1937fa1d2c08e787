using Microsoft.Extensions.Hosting;
using Obs.Threads;

namespace Obs.Tracing;

/// <summary>Finds the conditions of the application that hang, so that no further request asks them.</summary>
/// <remarks>On a thread of its own: what hangs in a condition are the threads of the pool.</remarks>
internal sealed class SkipWatch(Sampler sampler, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.25);

    private readonly ThreadSignal _signal = new(time);
    private volatile bool _isStopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (sampler.HasConditions)
        {
            new Thread(Watch) { IsBackground = true, Name = "obs-skip-watch" }.UnsafeStart();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        _signal.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _ = StopAsync(CancellationToken.None);
        _signal.Dispose();
    }

    private void Watch()
    {
        while (!_isStopping)
        {
            var round = new Deadline(time, Period);
            while (!_isStopping && !round.HasPassed)
            {
                _signal.Wait(round);
            }

            sampler.CheckConditions();
        }
    }
}
