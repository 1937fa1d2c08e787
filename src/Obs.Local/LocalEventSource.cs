using System.Diagnostics.Tracing;

namespace Obs.Local;

/// <summary>What the backend says about itself, to whoever listens to <c>Obs-Local</c>.</summary>
[EventSource(Name = "Obs-Local")]
internal sealed class LocalEventSource : EventSource
{
    public static readonly LocalEventSource Log = new();

    private LocalEventSource()
    {
    }

    [Event(1, Level = EventLevel.Error, Message = "Writing {0} items to the store failed: {1}")]
    public void WriteFailed(int items, string exception) => WriteEvent(1, items, exception);

    [Event(2, Level = EventLevel.Informational, Message = "Trimmed {1} of the oldest rows of {0}")]
    public void Trimmed(string table, long rows) => WriteEvent(2, table, rows);

    [Event(3, Level = EventLevel.Error, Message = "A request failed: {0}")]
    public void RequestFailed(string exception) => WriteEvent(3, exception);

    [Event(4, Level = EventLevel.Error, Message = "Receiving datagrams failed: {0}")]
    public void ReceiveFailed(string exception) => WriteEvent(4, exception);
}
