using System.Diagnostics.Tracing;

namespace Obs.Planted;

/// <summary>Writes to standard error what the packages say about themselves.</summary>
internal sealed class SelfLog : EventListener
{
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("Obs-", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.LogAlways);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        Console.Error.WriteLine($"self: {eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', eventData.Payload ?? [])}");
}
