namespace Obs.Benchmarks.Requests;

/// <summary>How the requests of a server are traced.</summary>
internal enum RequestMode
{
    None,
    OpenTelemetry,
    NotSampled,
    Sampled,
}
