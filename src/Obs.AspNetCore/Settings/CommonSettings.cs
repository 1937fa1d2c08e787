using Microsoft.Extensions.Options;
using Obs.Aws;
using Obs.Logging;
using Obs.Metrics;
using Obs.Tracing;

namespace Obs.AspNetCore.Settings;

/// <summary>Hands what is said once for the service on to each signal that has not been told otherwise.</summary>
internal sealed class CommonSettings(IEnumerable<IConfigureOptions<ObservabilityOptions>> settings) :
    IConfigureOptions<TracingOptions>, IPostConfigureOptions<TracingOptions>,
    IConfigureOptions<MetricsOptions>, IPostConfigureOptions<MetricsOptions>,
    IConfigureOptions<LoggingOptions>, IPostConfigureOptions<LoggingOptions>,
    IConfigureOptions<AwsOptions>, IPostConfigureOptions<AwsOptions>
{
    // Configured here and not validated: a mistake in the common settings must not hide one in a signal's own, and the start
    // reports both.
    private readonly ObservabilityOptions _common = Configured(settings);

    // Before a signal falls back on the host's own names, which it does once everything is configured.
    public void Configure(TracingOptions options)
    {
        options.ServiceName ??= _common.ServiceName;
        options.Environment ??= _common.Environment;
        options.Version ??= _common.Version;
    }

    public void Configure(MetricsOptions options)
    {
        options.ServiceName ??= _common.ServiceName;
        options.Environment ??= _common.Environment;
        options.Version ??= _common.Version;
    }

    public void Configure(LoggingOptions options)
    {
        options.ServiceName ??= _common.ServiceName;
        options.Environment ??= _common.Environment;
        options.Version ??= _common.Version;
    }

    public void Configure(AwsOptions options)
    {
        options.ServiceName ??= _common.ServiceName;
        options.Environment ??= _common.Environment;
        options.Version ??= _common.Version;
    }

    // Last, so that one switch turns off what any signal's own settings turn on.
    public void PostConfigure(string? name, TracingOptions options)
    {
        options.Enabled &= _common.Enabled;
        options.Sampling.SkipPaths.Add(_common.Endpoint.Path);
    }

    public void PostConfigure(string? name, MetricsOptions options) => options.Enabled &= _common.Enabled;

    public void PostConfigure(string? name, LoggingOptions options) => options.Enabled &= _common.Enabled;

    public void PostConfigure(string? name, AwsOptions options) => options.Enabled &= _common.Enabled;

    private static ObservabilityOptions Configured(IEnumerable<IConfigureOptions<ObservabilityOptions>> settings)
    {
        var options = new ObservabilityOptions();
        foreach (IConfigureOptions<ObservabilityOptions> setting in settings)
        {
            setting.Configure(options);
        }

        return options;
    }
}
