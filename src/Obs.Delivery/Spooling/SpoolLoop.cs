using Obs.Delivery.Sending;

namespace Obs.Delivery.Spooling;

/// <summary>The thread that moves records from the buffer to the disk as they come.</summary>
internal sealed class SpoolLoop(
    SpoolExchange exchange, Doorbell own, Doorbell sender, FlushWaiters flushes, FlushWaiters secured, SpoolWait waits, StopDeadline stop,
    TimeProvider time)
{
    /// <summary>What a killed process can lose: records wait this long for others to share a write.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    /// <summary>What a loss of power can take, with the time the disk itself needs: half of the promised 500 ms.</summary>
    private static readonly TimeSpan SyncAfter = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(1);

    private Thread? _thread;
    private long? _unsyncedSince;
    private long _lastPosition;

    /// <param name="signal">Names the thread.</param>
    /// <param name="ended">Runs on it, last of all.</param>
    public void Start(string signal, Action ended)
    {
        _thread = new Thread(() => Run(ended)) { IsBackground = true, Name = $"obs-{signal}-spool" };
        _thread.UnsafeStart();
    }

    /// <summary>Waits until the last record has left the buffer, or real time is up.</summary>
    public void Join(TimeSpan timeout) => _thread?.Join(timeout);

    private void Run(Action ended)
    {
        try
        {
            SpoolUntilStopped();
        }
        catch (Exception exception)
        {
            // An exception that leaves a thread ends the process, and no fault of ours may.
            DeliveryEventSource.Log.EngineFailed(exception);
        }

        secured.End();
        waits.End();
        sender.Insist();
        ended();
    }

    private void SpoolUntilStopped()
    {
        while (true)
        {
            bool isStopping = stop.IsStopping;
            long? position = exchange.Move(isStopping);
            TellWaiting(position);
            sender.OnRecord();
            if (isStopping || flushes.Any)
            {
                sender.Insist();
            }

            bool moved = position is { } at && at != _lastPosition;
            _lastPosition = position ?? _lastPosition;
            _unsyncedSince = moved ? _unsyncedSince ?? time.GetTimestamp() : _unsyncedSince;
            SyncIfDue(isStopping || secured.Any);
            if (isStopping && (exchange.IsEmptied || stop.HasPassed))
            {
                return;
            }

            Rest(moved);
        }
    }

    private void TellWaiting(long? position)
    {
        if (position is { } at)
        {
            waits.Reach(at);
        }
        else
        {
            waits.GiveUp();
        }
    }

    private void SyncIfDue(bool isUrgent)
    {
        if (_unsyncedSince is { } since && (isUrgent || time.GetElapsedTime(since) >= SyncAfter))
        {
            // A disk that refuses to is asked again, at the same pace.
            _unsyncedSince = exchange.Sync() ? null : time.GetTimestamp();
        }

        if (_unsyncedSince is null)
        {
            secured.Reach(_lastPosition);
        }
    }

    private void Rest(bool moved)
    {
        if (moved || (exchange.HasPending && (exchange.IsRefused || stop.IsStopping)))
        {
            own.Linger(Gathering, () => !exchange.IsRefused && (stop.IsStopping || own.BatchIsFull));
        }
        else if (exchange.IsRefused)
        {
            // The sending thread takes what comes from memory; now and then the disk is asked again.
            own.Sleep(RefusedPause, () => stop.IsStopping || exchange.HasPending);
        }
        else
        {
            own.Sleep(
                _unsyncedSince is { } since ? Positive(SyncAfter - time.GetElapsedTime(since)) : Timeout.InfiniteTimeSpan,
                () => stop.IsStopping || exchange.HasPending);
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1);
}
