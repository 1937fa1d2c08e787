using System.Diagnostics.Tracing;

namespace Obs.AspNetCore.Tracing;

/// <summary>What the hook into ASP.NET Core says about itself.</summary>
[EventSource(Name = "Obs-AspNetCore-Tracing")]
internal sealed class RequestTracingEventSource : EventSource
{
    public static readonly RequestTracingEventSource Log = new();

    private RequestTracingEventSource()
    {
    }

    /// <summary>A hook threw; the request did not notice.</summary>
    [Event(1, Level = EventLevel.Error)]
    public void HookFailed(string hook, string exception) => WriteEvent(1, hook, exception);
}
