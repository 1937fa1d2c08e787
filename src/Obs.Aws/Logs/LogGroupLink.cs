using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Logging;
using Obs.Tracing;

namespace Obs.Aws.Logs;

/// <summary>Names the log group in segments where this process itself writes its log lines to CloudWatch Logs, unless groups are
/// named.</summary>
/// <remarks>The other options are configured here and not read: reading validates, and validating one kind asks for all the
/// others.</remarks>
internal sealed class LogGroupLink(
    IEnumerable<IConfigureOptions<AwsOptions>> aws, IEnumerable<IConfigureOptions<LoggingOptions>> logging, IHostEnvironment? host = null)
    : IPostConfigureOptions<TracingOptions>
{
    public void PostConfigure(string? name, TracingOptions options)
    {
        AwsOptions settings = Configured(aws);
        if (options.LogGroups.Count == 0 && settings.Enabled && Configured(logging).Sink == CloudWatchLogSink.Key)
        {
            var identity = AwsIdentity.Of(settings, host);
            options.LogGroups.Add(LogDestination.Of(settings.Logs, identity.Environment, identity.Service).Group);
        }
    }

    private static TOptions Configured<TOptions>(IEnumerable<IConfigureOptions<TOptions>> settings)
        where TOptions : class, new()
    {
        var options = new TOptions();
        foreach (IConfigureOptions<TOptions> setting in settings)
        {
            setting.Configure(options);
        }

        return options;
    }
}
