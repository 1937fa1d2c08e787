using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Obs.Tracing;

/// <summary>The options as recording needs them: defaults filled in, names made ready to compare.</summary>
internal sealed class TracingSettings
{
    private static readonly string[] PlatformSources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "AWSSDK.*", "Obs.*"];

    public TracingSettings(TracingOptions options, IHostEnvironment? host)
    {
        Assembly? entry = Assembly.GetEntryAssembly();
        IsEnabled = options.Enabled;
        Sources = new SourceFilter([.. PlatformSources, .. options.Sources]);
        SegmentSources = new SourceFilter(options.SegmentSources);
        StreamAfter = options.StreamAfter;
        RecordQueryValues = options.RecordQueryValues;
        Identity = new ServiceIdentity(
            options.ServiceName ?? host?.ApplicationName ?? entry?.GetName().Name ?? "service",
            options.Version ?? entry?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            options.Origin,
            options.Environment ?? host?.EnvironmentName,
            options.LogGroups);
    }

    public bool IsEnabled { get; }

    public SourceFilter Sources { get; }

    public SourceFilter SegmentSources { get; }

    public int StreamAfter { get; }

    public bool RecordQueryValues { get; }

    public ServiceIdentity Identity { get; }
}
