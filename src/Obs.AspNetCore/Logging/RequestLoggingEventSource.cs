using System.Diagnostics.Tracing;
using Obs.Secrets;

namespace Obs.AspNetCore.Logging;

/// <summary>What the logging of requests says about itself.</summary>
[EventSource(Name = "Obs-AspNetCore-Logging")]
internal sealed class RequestLoggingEventSource : EventSource
{
    public static readonly RequestLoggingEventSource Log = new();

    private RequestLoggingEventSource()
    {
    }

    /// <summary>A hook threw; the request did not notice.</summary>
    [Event(1, Level = EventLevel.Error)]
    public void HookFailed(string hook, string exception) => WriteEvent(1, hook, SecretText.Masked(exception));
}
