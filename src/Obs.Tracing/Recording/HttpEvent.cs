using System.Diagnostics.CodeAnalysis;

namespace Obs.Tracing;

/// <summary>Reads the payload of HttpClient's diagnostic events, objects of types that have no name outside of it.</summary>
internal static class HttpEvent
{
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "HttpClient keeps the properties of what it writes as an event.")]
    public static object? Read(object? payload, string property) => payload?.GetType().GetProperty(property)?.GetValue(payload);
}
