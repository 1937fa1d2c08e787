namespace Obs.Local.Otlp;

/// <summary>Something that happened during a span, such as an exception.</summary>
internal sealed record OtlpEvent(string Name, OtlpAttributes Attributes);
