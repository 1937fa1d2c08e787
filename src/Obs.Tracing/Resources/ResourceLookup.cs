using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Obs.Tracing;

/// <summary>Finds out what this process runs on once it runs, so that no start waits for a metadata service. Segments written before that
/// do not say it.</summary>
internal sealed class ResourceLookup(ResourceDetector detector, TracingSettings settings, TimeProvider time)
    : BackgroundService
{
    // A metadata service can be late when an instance has just come up; one that has not answered by then never will.
    private static readonly TimeSpan[] Retries = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (detector.IsOff)
        {
            return;
        }

        // Off the thread that starts the host: variables and files are read at once, but not by it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Activity.Current = null;
        for (int attempt = 0; ; attempt++)
        {
            (AwsResource resource, bool isComplete) = await detector.DetectAsync(stoppingToken).ConfigureAwait(false);
            if (!resource.IsEmpty)
            {
                settings.Use(resource);
            }

            if (isComplete || attempt == Retries.Length)
            {
                return;
            }

            await Task.Delay(Retries[attempt], time, stoppingToken).ConfigureAwait(false);
        }
    }
}
