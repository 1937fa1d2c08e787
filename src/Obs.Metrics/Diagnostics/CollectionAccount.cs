using Obs.Failures;

namespace Obs.Metrics;

/// <summary>What became of everything that was offered to the collection: the counts that say what is lost.</summary>
/// <remarks>Thread safety: every member may be called from any thread. Only the paths on which something is lost write here.</remarks>
internal sealed class CollectionAccount
{
    private long _rejected;
    private long _overflowed;
    private long _failed;
    private long _observableFailures;
    private long _sinkFailures;
    private long _droppedWindows;
    private long _observableTimeouts;
    private long _sinkDrops;
    private long _rejectedSnapshots;
    private long _failedSnapshots;
    private long _unwrittenWindows;

    /// <summary>Measurements refused: negative, NaN, infinite, or with the wrong number of dimensions.</summary>
    public long Rejected => Volatile.Read(ref _rejected);

    /// <summary>Measurements added up in an overflow series.</summary>
    public long Overflowed => Volatile.Read(ref _overflowed);

    /// <summary>Measurements lost to an exception, such as a tag value whose own code throws.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Rounds of observation in which an observable instrument threw.</summary>
    public long ObservableFailures => Volatile.Read(ref _observableFailures);

    /// <summary>Windows that a sink lost by throwing.</summary>
    public long SinkFailures => Volatile.Read(ref _sinkFailures);

    /// <summary>Rounds of observation that an instrument held up beyond the limit.</summary>
    public long ObservableTimeouts => Volatile.Read(ref _observableTimeouts);

    /// <summary>Windows that a sink never took: it was still at an earlier one.</summary>
    public long SinkDrops => Volatile.Read(ref _sinkDrops);

    /// <summary>Closed windows given up before the end of their retention, for want of room.</summary>
    public long DroppedWindows => Volatile.Read(ref _droppedWindows);

    /// <summary>Snapshot files that could not be read when the service started.</summary>
    public long RejectedSnapshots => Volatile.Read(ref _rejectedSnapshots);

    /// <summary>Attempts to write a snapshot that failed; its windows are written with the next.</summary>
    public long FailedSnapshots => Volatile.Read(ref _failedSnapshots);

    /// <summary>Closed windows that were never written to disk, because nothing could be for too long.</summary>
    public long UnwrittenWindows => Volatile.Read(ref _unwrittenWindows);

    public void Reject() => Interlocked.Increment(ref _rejected);

    public void Overflow() => Interlocked.Increment(ref _overflowed);

    public void DropWindow() => Interlocked.Increment(ref _droppedWindows);

    public void Fail(Exception exception)
    {
        // The text is worth building once: a tag that throws does so on every request.
        if (Interlocked.Increment(ref _failed) == 1)
        {
            MetricsEventSource.Log.RecordingFailed(FailureText.Of(exception));
        }
    }

    public void FailObservable(Exception exception)
    {
        Interlocked.Increment(ref _observableFailures);
        MetricsEventSource.Log.ObservableFailed(FailureText.Of(exception));
    }

    public void TimeOutObservable(TimeSpan limit)
    {
        Interlocked.Increment(ref _observableTimeouts);
        MetricsEventSource.Log.ObservableTimedOut(limit.TotalMilliseconds);
    }

    public void RejectSnapshot(string problem)
    {
        Interlocked.Increment(ref _rejectedSnapshots);
        MetricsEventSource.Log.SnapshotRejected(problem);
    }

    public void FailSnapshot(Exception exception, int lostWindows)
    {
        Interlocked.Increment(ref _failedSnapshots);
        Interlocked.Add(ref _unwrittenWindows, lostWindows);
        MetricsEventSource.Log.SnapshotFailed(FailureText.Of(exception));
    }

    public void DropForSink(IMetricWindowSink sink, long windows)
    {
        if (windows > 0)
        {
            Interlocked.Add(ref _sinkDrops, windows);
            MetricsEventSource.Log.SinkDropped(sink.GetType().Name, windows);
        }
    }

    public void FailSink(IMetricWindowSink sink, Exception exception)
    {
        Interlocked.Increment(ref _sinkFailures);
        MetricsEventSource.Log.SinkFailed(sink.GetType().Name, FailureText.Of(exception));
    }
}
