using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace Obs.AspNetCore.Tracing;

/// <summary>Reads the payload of hosting's unhandled exception event, an object of a type that has no name outside of it.</summary>
internal static class UnhandledExceptionEvent
{
    public static bool TryRead(object? payload, [NotNullWhen(true)] out HttpContext? context, [NotNullWhen(true)] out Exception? exception)
    {
        context = Read(payload, "httpContext") as HttpContext;
        exception = Read(payload, "exception") as Exception;
        return context is not null && exception is not null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Hosting keeps the properties of what it writes as an event.")]
    private static object? Read(object? payload, string property) => payload?.GetType().GetProperty(property)?.GetValue(payload);
}
