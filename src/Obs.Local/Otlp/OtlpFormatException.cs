namespace Obs.Local.Otlp;

/// <summary>The body is no <c>ExportTraceServiceRequest</c>, or a larger one than X-Ray takes.</summary>
internal sealed class OtlpFormatException(string message) : Exception(message);
