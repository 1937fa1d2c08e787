using Microsoft.Extensions.Hosting;
using Obs.Identity;

namespace Obs.Tracing;

/// <summary>The options as recording needs them: defaults filled in, names made ready to compare.</summary>
internal sealed class TracingSettings
{
    private static readonly string[] PlatformSources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "AWSSDK.*", "Grpc.Net.Client", "Obs.*"];

    private readonly string? _origin;
    private readonly string[] _logGroups;
    private ServiceIdentity _identity;

    public TracingSettings(TracingOptions options, IHostEnvironment? host, Func<string, string?>? variables = null)
    {
        var names = ServiceNames.Of(options.ServiceName, options.Environment, options.Version, host);
        IsEnabled = options.Enabled;
        Lambda = new LambdaContext(variables ?? Environment.GetEnvironmentVariable);
        Sources = new SourceFilter([.. PlatformSources, .. options.Sources]);
        SegmentSources = new SourceFilter(options.SegmentSources);
        StreamAfter = options.StreamAfter;
        RecordQueryValues = options.RecordQueryValues;
        RecordSqlMessages = options.RecordSqlMessages;
        InProgressAfter = options.InProgressAfter;
        _origin = options.Origin;
        _logGroups = [.. options.LogGroups];
        _identity = new ServiceIdentity(
            names.Service,
            names.Version,
            options.Origin,
            names.Environment,
            _logGroups.Select(static group => new LogGroupReference(group, Arn: null)));
    }

    public bool IsEnabled { get; }

    public LambdaContext Lambda { get; }

    public SourceFilter Sources { get; }

    public SourceFilter SegmentSources { get; }

    public int StreamAfter { get; }

    public bool RecordQueryValues { get; }

    public bool RecordSqlMessages { get; }

    public TimeSpan InProgressAfter { get; }

    /// <summary>What segments say about where they come from; more once that is known.</summary>
    public ServiceIdentity Identity => Volatile.Read(ref _identity);

    /// <summary>The same for senders that do not take X-Ray documents.</summary>
    public DetectedResource Resource { get; } = new();

    /// <summary>Takes what was found out about where this process runs. What was configured stays.</summary>
    public void Use(AwsResource resource)
    {
        Resource.Use(resource);
        bool hasGroups = _logGroups.Length > 0;
        Volatile.Write(ref _identity, _identity.On(resource, _origin ?? resource.Origin, hasGroups ? null : resource.LogGroups));
    }
}
