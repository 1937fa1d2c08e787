using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Hosting;
using Obs.Identity;
using Obs.Tracing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Obs.OpenTelemetry;

/// <summary>Writes an activity as an <c>ExportTraceServiceRequest</c> of its own, by OpenTelemetry's exporter.</summary>
/// <remarks>
/// The exporter believes that it sends; what answers it is the record of our queue. From there on bytes are delivered as all others are:
/// bounded, counted, tried again, kept on disk. Thread safety: any thread; the exporter has one buffer, so that threads take turns for the
/// microseconds it works.
/// </remarks>
internal sealed class OtlpActivityWriter : IActivityWriter, IDisposable
{
    private readonly Lock _turn = new();
    private readonly RecordHandler _handler = new();
    private readonly Activity[] _activity = new Activity[1];
    private readonly KeyValuePair<string, object>[] _known;
    private readonly DetectedResource _resource;
    private IReadOnlyList<KeyValuePair<string, object>>? _described;
    private OtlpTraceExporter _exporter = null!; // As the next.
    private TracerProvider _provider = null!; // Made by FollowResource, which the constructor calls.

    public OtlpActivityWriter(TracingOptions options, IHostEnvironment? host, DetectedResource resource)
    {
        _known = [.. Describe(options, host)];
        _resource = resource;
        FollowResource();
    }

    public void Write(Activity activity, ActivitySpanId parentId, IBufferWriter<byte> record)
    {
        lock (_turn)
        {
            FollowResource();
            _activity[0] = activity;
            _handler.Record = record;
            _handler.NewParent = parentId == activity.ParentSpanId ? null : parentId;
            try
            {
                using var batch = new Batch<Activity>(_activity, 1);
                if (_exporter.Export(batch) != ExportResult.Success)
                {
                    throw new InvalidOperationException($"OpenTelemetry's exporter refused the activity {activity.DisplayName}.");
                }
            }
            finally
            {
                _activity[0] = null!; // Until the next turn nobody reads it.
                _handler.Record = null;
            }
        }
    }

    public void Dispose()
    {
        Forget();
        _handler.Dispose();
    }

    // Again when more is known about where the process runs, which is soon after its start and then no more.
    private void FollowResource()
    {
        IReadOnlyList<KeyValuePair<string, object>> found = _resource.Attributes;
        if (ReferenceEquals(found, _described))
        {
            return;
        }

        Forget();
        _exporter = new OtlpTraceExporter(new OtlpExporterOptions
        {
            Protocol = OtlpExportProtocol.HttpProtobuf,
            Endpoint = new Uri("http://localhost/v1/traces"), // Never called: the handler answers.
            HttpClientFactory = () => new HttpClient(_handler, disposeHandler: false),
            Compression = OtlpExportCompression.None, // Requests are compressed whole, when they are put together.
        });

        // An exporter learns its resource from a provider. This one has no source, so that it listens to nothing and samples nothing.
        // What was found comes first, then what OTEL_RESOURCE_ATTRIBUTES says, so that what is known better wins.
        _provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(
                ResourceBuilder.CreateEmpty().AddAttributes(found).AddEnvironmentVariableDetector().AddAttributes(_known))
            .AddProcessor(new SimpleActivityExportProcessor(_exporter))
            .Build();
        _described = found;
    }

    private void Forget()
    {
        _provider?.Dispose();
        _exporter?.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, object>> Describe(TracingOptions options, IHostEnvironment? host)
    {
        var names = ServiceNames.Of(options.ServiceName, options.Environment, options.Version, host);
        yield return new("service.name", names.Service);
        if (names.Version is { } version)
        {
            yield return new("service.version", version);
        }

        if (names.Environment is { } environment)
        {
            yield return new("deployment.environment.name", environment);
        }

        // The conventions have "opentelemetry" stand for its own SDK alone.
        yield return new("telemetry.sdk.name", "Obs");
        yield return new("telemetry.sdk.language", "dotnet");
        yield return new("telemetry.sdk.version", VersionOf(typeof(OtlpActivityWriter).Assembly)?.Split('+')[0] ?? "0");

        if (options.LogGroups.Count > 0)
        {
            yield return new("aws.log.group.names", options.LogGroups.ToArray());
        }
    }

    private static string? VersionOf(Assembly? assembly) =>
        assembly?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>Answers the exporter in place of a receiver, and keeps what it sent.</summary>
    private sealed class RecordHandler : HttpMessageHandler
    {
        private readonly SpanSecrets _secrets = new();

        public IBufferWriter<byte>? Record { get; set; }

        /// <summary>The parent to send in place of the activity's own; null where that is the one.</summary>
        public ActivitySpanId? NewParent { get; set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using Stream body = request.Content!.ReadAsStream(cancellationToken);
            Span<byte> record = Record!.GetSpan((int)body.Length)[..(int)body.Length];
            body.ReadExactly(record);
            if (_secrets.Mask(record) is { } masked)
            {
                record = Record.GetSpan(masked.Length)[..masked.Length];
                masked.CopyTo(record);
            }

            Record.Advance(NewParent is { } parent ? SpanParent.Set(record, parent) : record.Length);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
