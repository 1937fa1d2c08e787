using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Hears on which threads a name is looked up.</summary>
internal sealed class Lookups(string name) : EventListener
{
    private readonly ConcurrentDictionary<int, bool> _threads = new();

    public IEnumerable<int> Threads => _threads.Keys;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.NameResolution")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    // Called on the thread that wrote the event.
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "ResolutionStart" && Equals(eventData.Payload![0], name))
        {
            _threads.TryAdd(Environment.CurrentManagedThreadId, true);
        }
    }
}
