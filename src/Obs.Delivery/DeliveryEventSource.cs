using System.Diagnostics.Tracing;
using System.Globalization;
using Obs.Failures;
using Obs.Secrets;

namespace Obs.Delivery;

/// <summary>What the engine has to say about itself; needs no configuration and cannot loop back into the application's logging.</summary>
[EventSource(Name = "Obs-Delivery")]
internal sealed class DeliveryEventSource : EventSource
{
    public static readonly DeliveryEventSource Log = new();

    [NonEvent]
    public void RecordsDropped(string signal, string reason, long count)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.None))
        {
            RecordsDropped(signal, reason, count.ToString(CultureInfo.InvariantCulture));
        }
    }

    [NonEvent]
    public void AttemptsFailed(string signal, string reason, long attempts)
    {
        if (IsEnabled(EventLevel.Warning, EventKeywords.None))
        {
            AttemptsFailed(signal, reason, attempts.ToString(CultureInfo.InvariantCulture));
        }
    }

    [NonEvent]
    public void SenderThrew(string signal, Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.None))
        {
            SenderThrew(signal, SecretText.Masked(FailureText.Of(exception)));
        }
    }

    [NonEvent]
    public void QueueStopped(DeliveryAccount account)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.None))
        {
            QueueStopped(account.ToString());
        }
    }

    [NonEvent]
    public void EngineFailed(Exception exception)
    {
        if (IsEnabled(EventLevel.Critical, EventKeywords.None))
        {
            EngineFailed(SecretText.Masked(FailureText.Of(exception)));
        }
    }

    [Event(6, Level = EventLevel.Warning, Message = "The spool could not be used: {0}")]
    public void SpoolFailed(string message) => WriteEvent(6, SecretText.Masked(message));

    [Event(7, Level = EventLevel.Warning, Message = "{0}: {2} attempts failed, the last for {1}; the records are kept and sent again.")]
    private void AttemptsFailed(string signal, string reason, string attempts) => WriteEvent(7, signal, reason, attempts);

    [Event(2, Level = EventLevel.Error, Message = "{0}: {2} records dropped ({1}).")]
    private void RecordsDropped(string signal, string reason, string count) => WriteEvent(2, signal, reason, count);

    [Event(3, Level = EventLevel.Error, Message = "{0}: the sender threw: {1}")]
    private void SenderThrew(string signal, string exception) => WriteEvent(3, signal, exception);

    [Event(4, Level = EventLevel.Informational, Message = "Stopped. {0}")]
    private void QueueStopped(string account) => WriteEvent(4, account);

    [Event(5, Level = EventLevel.Critical, Message = "The engine itself failed and stopped its queue: {0}")]
    private void EngineFailed(string exception) => WriteEvent(5, exception);
}
