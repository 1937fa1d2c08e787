using System.Diagnostics.Tracing;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>What tracing says about itself: needs no configuration and cannot loop back into our own logging.</summary>
[EventSource(Name = "Obs-Tracing")]
internal sealed class TracingEventSource : EventSource
{
    public static readonly TracingEventSource Log = new();

    private TracingEventSource()
    {
    }

    /// <summary>One of our hooks threw; the application did not notice.</summary>
    [Event(1, Level = EventLevel.Error)]
    public void HookFailed(string hook, string exception) => WriteEvent(1, hook, SecretText.Masked(exception));

    /// <summary>The daemon cannot be reached; documents wait and are tried again.</summary>
    [Event(2, Level = EventLevel.Warning)]
    public void DaemonUnreachable(string address, string reason) => WriteEvent(2, address, SecretText.Masked(reason));

    /// <summary>A condition of the application has thrown too often and is not asked any more.</summary>
    [Event(3, Level = EventLevel.Error)]
    public void PredicateDisabled(string exception) => WriteEvent(3, SecretText.Masked(exception));

    /// <summary>What this process runs on could not be found out, or only in part; segments do not say it.</summary>
    [Event(5, Level = EventLevel.Warning)]
    public void ResourceUnknown(string resource, string reason) => WriteEvent(5, resource, SecretText.Masked(reason));

    /// <summary>The daemon did not answer about sampling; the rules known so far go on, after an hour our own alone.</summary>
    [Event(4, Level = EventLevel.Warning)]
    public void SamplingUnavailable(string reason) => WriteEvent(4, SecretText.Masked(reason));
}
