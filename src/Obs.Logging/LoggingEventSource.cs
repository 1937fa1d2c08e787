using System.Diagnostics.Tracing;

namespace Obs.Logging;

/// <summary>What the provider has to say about itself; it cannot loop back into the logging it is about.</summary>
[EventSource(Name = "Obs-Logging")]
internal sealed class LoggingEventSource : EventSource
{
    public static readonly LoggingEventSource Log = new();

    [NonEvent]
    public void EntryNotFormatted(string category, Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.None))
        {
            EntryNotFormatted(category, exception.ToString());
        }
    }

    [Event(1, Level = EventLevel.Error, Message = "An entry of {0} was dropped: {1}")]
    private void EntryNotFormatted(string category, string exception) => WriteEvent(1, category, exception);
}
