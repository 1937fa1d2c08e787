namespace Obs.Metrics;

/// <summary>Writes what was lost since the last time to the event source, once an interval. Not thread-safe.</summary>
internal sealed class LossReport(CollectionAccount account)
{
    private long _rejected;
    private long _overflowed;

    public void Write()
    {
        long rejected = account.Rejected;
        long overflowed = account.Overflowed;
        if (rejected > _rejected)
        {
            MetricsEventSource.Log.MeasurementsRejected(rejected - _rejected);
        }

        if (overflowed > _overflowed)
        {
            MetricsEventSource.Log.SeriesOverflowed(overflowed - _overflowed);
        }

        _rejected = rejected;
        _overflowed = overflowed;
    }
}
