namespace Obs.OpenTelemetry;

/// <summary>Where traces go when <c>Observability:Tracing:Sender</c> is <c>Otlp</c>: the configuration section
/// <c>Observability:OpenTelemetry</c>.</summary>
/// <remarks>Read once, when tracing starts; changes after that have no effect. The region and the time-outs are those of
/// <c>Observability:Aws</c>.</remarks>
public sealed class OpenTelemetryOptions
{
    /// <summary>The address that takes <c>ExportTraceServiceRequest</c>, an absolute http or https URL such as
    /// <c>http://localhost:4318/v1/traces</c>. When null: <c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c>, then
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> with <c>/v1/traces</c>, then X-Ray's own OTLP endpoint, as <c>Observability:Aws</c> and the
    /// environment name it, then <c>http://localhost:4318/v1/traces</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Whether requests are signed for X-Ray with Signature Version 4. When null, the default, they are when they go to
    /// X-Ray.</summary>
    public bool? Sign { get; set; }

    /// <summary>Headers of every request, such as a collector's key. Where none are given: those of
    /// <c>OTEL_EXPORTER_OTLP_TRACES_HEADERS</c>, then of <c>OTEL_EXPORTER_OTLP_HEADERS</c>.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether bodies are compressed with gzip. The default is true.</summary>
    public bool Compress { get; set; } = true;
}
