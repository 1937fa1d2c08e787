using System.Diagnostics.Tracing;

namespace Obs.Aws.Tests;

/// <summary>Counts what <c>Obs-Aws</c> says of replies to one operation that nobody could read. It hears the whole process: tests that
/// provoke such replies to the same operation belong to one class.</summary>
internal sealed class UnreadableReplies(string operation) : EventListener
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Obs-Aws")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "CallFailed" && Equals(eventData.Payload![0], operation) && Equals(eventData.Payload[2], "unreadable"))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
