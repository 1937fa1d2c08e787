using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Hosting;
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
    private readonly OtlpTraceExporter _exporter;
    private readonly TracerProvider _provider;

    public OtlpActivityWriter(TracingOptions options, IHostEnvironment? host)
    {
        _exporter = new OtlpTraceExporter(new OtlpExporterOptions
        {
            Protocol = OtlpExportProtocol.HttpProtobuf,
            Endpoint = new Uri("http://localhost/v1/traces"), // Never called: the handler answers.
            HttpClientFactory = () => new HttpClient(_handler),
            Compression = OtlpExportCompression.None, // Requests are compressed whole, when they are put together.
        });

        // An exporter learns its resource from a provider. This one has no source, so that it listens to nothing and samples nothing.
        _provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes(Describe(options, host)))
            .AddProcessor(new SimpleActivityExportProcessor(_exporter))
            .Build();
    }

    public void Write(Activity activity, IBufferWriter<byte> record)
    {
        lock (_turn)
        {
            _activity[0] = activity;
            _handler.Record = record;
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
        _provider.Dispose();
        _exporter.Dispose();
        _handler.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, object>> Describe(TracingOptions options, IHostEnvironment? host)
    {
        Assembly? entry = Assembly.GetEntryAssembly();
        yield return new("service.name", options.ServiceName ?? host?.ApplicationName ?? entry?.GetName().Name ?? "service");
        if ((options.Version ?? entry?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion) is { } version)
        {
            yield return new("service.version", version);
        }

        if ((options.Environment ?? host?.EnvironmentName) is { } environment)
        {
            yield return new("deployment.environment.name", environment);
        }

        if (options.LogGroups.Count > 0)
        {
            yield return new("aws.log.group.names", options.LogGroups.ToArray());
        }
    }

    /// <summary>Answers the exporter in place of a receiver, and keeps what it sent.</summary>
    private sealed class RecordHandler : HttpMessageHandler
    {
        public IBufferWriter<byte>? Record { get; set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using Stream body = request.Content!.ReadAsStream(cancellationToken);
            Span<byte> record = Record!.GetSpan((int)body.Length);
            body.ReadExactly(record[..(int)body.Length]);
            Record.Advance((int)body.Length);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
