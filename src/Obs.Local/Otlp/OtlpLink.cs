namespace Obs.Local.Otlp;

/// <summary>Another span that a span has to do with, by its ids in hexadecimal.</summary>
internal readonly record struct OtlpLink(string TraceId, string SpanId);
