using System.Diagnostics.Tracing;
using Obs.Secrets;

namespace Obs.OpenTelemetry;

/// <summary>What goes wrong on the way to an OTLP receiver, for <c>dotnet-trace</c> and every other listener of event sources:
/// <c>Obs-OpenTelemetry</c>.</summary>
/// <remarks>A request that failed is information here, with the receiver's own words: the warning, once a minute at most, is the
/// queue's.</remarks>
[EventSource(Name = "Obs-OpenTelemetry")]
internal sealed class OtlpEventSource : EventSource
{
    public static readonly OtlpEventSource Log = new();

    private OtlpEventSource()
    {
    }

    [Event(1, Level = EventLevel.Informational, Message = "A request failed ({0}): {1}")]
    public void RequestFailed(string reason, string message)
    {
        if (IsEnabled())
        {
            WriteEvent(1, reason, SecretText.Masked(message));
        }
    }
}
