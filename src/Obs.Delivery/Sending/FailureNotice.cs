namespace Obs.Delivery.Sending;

/// <summary>Tells of attempts that failed, once a minute at most: an outage is one piece of news, not one for every attempt. One
/// thread.</summary>
internal sealed class FailureNotice(string signal, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private long? _told;
    private long _attempts;

    public void OnFailed(string reason)
    {
        _attempts++;
        if (_told is { } told && time.GetElapsedTime(told) < Period)
        {
            return;
        }

        DeliveryEventSource.Log.AttemptsFailed(signal, reason, _attempts);
        _told = time.GetTimestamp();
        _attempts = 0;
    }
}
