using Microsoft.Extensions.Options;
using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Makes windows so short that a whole number of them fits between two publications.</summary>
/// <remarks>What is published is made of whole windows. The other options are configured here and not read: reading validates, and
/// validating one kind asks for all the others.</remarks>
internal sealed class PublishedWindows(IEnumerable<IConfigureOptions<AwsOptions>> aws) : IPostConfigureOptions<MetricsOptions>
{
    public void PostConfigure(string? name, MetricsOptions options)
    {
        var settings = new AwsOptions();
        foreach (IConfigureOptions<AwsOptions> setting in aws)
        {
            setting.Configure(settings);
        }

        if (AwsEnvironment.IsPublishing(settings))
        {
            options.Interval = Fit(options.Interval, settings.PublishInterval);
        }
    }

    /// <summary>The longest window, no longer than one wished for, of which an interval is a multiple; of whole seconds where that is what
    /// the interval has.</summary>
    internal static TimeSpan Fit(TimeSpan window, TimeSpan interval)
    {
        if (window <= TimeSpan.Zero || interval < TimeSpan.FromSeconds(1) || interval.Ticks % window.Ticks == 0)
        {
            return window; // Or out of range, which is for validation to say.
        }

        long seconds = Math.Min(window.Ticks, interval.Ticks) / TimeSpan.TicksPerSecond;
        while (seconds > 1 && interval.Ticks % (seconds * TimeSpan.TicksPerSecond) != 0)
        {
            seconds--;
        }

        // An interval such as 1.5 seconds is a window of its own.
        return seconds >= 1 && interval.Ticks % (seconds * TimeSpan.TicksPerSecond) == 0 ? TimeSpan.FromSeconds(seconds)
            : interval < window ? interval
            : window;
    }
}
