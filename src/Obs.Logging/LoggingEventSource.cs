using System.Diagnostics.Tracing;
using Obs.Secrets;

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

    [NonEvent]
    public void SettingsRefused(Exception exception)
    {
        if (IsEnabled(EventLevel.Warning, EventKeywords.None))
        {
            SettingsRefused(exception.Message);
        }
    }

    [NonEvent]
    public void FileFailed(string path, Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.None))
        {
            FileFailed(path, exception.Message);
        }
    }

    [Event(1, Level = EventLevel.Error, Message = "An entry of {0} was dropped: {1}")]
    private void EntryNotFormatted(string category, string exception) =>
        WriteEvent(1, SecretText.Masked(category), SecretText.Masked(exception));

    [Event(2, Level = EventLevel.Warning, Message = "Changed settings were refused, the former stay: {0}")]
    private void SettingsRefused(string reason) => WriteEvent(2, SecretText.Masked(reason));

    [Event(3, Level = EventLevel.Error, Message = "The file {0} cannot be written: {1}")]
    private void FileFailed(string path, string reason) => WriteEvent(3, path, SecretText.Masked(reason));
}
