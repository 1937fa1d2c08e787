using Obs.Delivery.Buffering;

namespace Obs.Delivery.Sending;

/// <summary>The thread of a queue: gathers records into batches and sees each batch through.</summary>
internal sealed class DeliveryLoop
{
    /// <summary>Empty rounds before the thread sleeps until it is woken. Until then writers need not wake it.</summary>
    private const int RoundsBeforeSleep = 10;

    private const int MaxRepacks = 50;

    private readonly RecordBuffer _buffer;
    private readonly IRecordSource _source;
    private readonly BatchPacker _packer;
    private readonly BatchDelivery _delivery;
    private readonly Doorbell _doorbell;
    private readonly FlushWaiters _flushes;
    private readonly StopDeadline _stop;
    private readonly TimeSpan _delay;
    private readonly TimeProvider _time;
    private readonly Action _ended;
    private readonly Func<bool> _isUrgent;
    private readonly Func<bool> _canGoOn;
    private readonly Func<bool> _hasWork;

    public DeliveryLoop(
        RecordBuffer buffer,
        IRecordSource source,
        BatchPacker packer,
        BatchDelivery delivery,
        Doorbell doorbell,
        FlushWaiters flushes,
        StopDeadline stop,
        TimeSpan delay,
        TimeProvider time,
        Action ended)
    {
        _buffer = buffer;
        _source = source;
        _packer = packer;
        _delivery = delivery;
        _doorbell = doorbell;
        _flushes = flushes;
        _stop = stop;
        _delay = delay;
        _time = time;
        _ended = ended;
        _isUrgent = () => _stop.IsStopping
            ? _source.HasMore || _source.IsDrained
            : _source.HasMore && (_flushes.Any || _doorbell.BatchIsFull);

        // A full batch whose next record is still being written has to wait for its writer, which rings: looking again and again would take
        // the processor that the writer needs.
        _canGoOn = () => _isUrgent() && (_stop.IsStopping || _flushes.Any || _source.TryPeek(out _));
        _hasWork = () => _isUrgent() || _source.TryPeek(out _);
    }

    public void Start(string signal)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = $"obs-{signal}" };
        // The first user of the queue must not lend its ambient values, its Activity among them, to every batch.
        thread.UnsafeStart();
    }

    private void Run()
    {
        try
        {
            DeliverUntilStopped();
        }
        catch (Exception exception)
        {
            // An exception that leaves a thread ends the process, and no fault of ours may. What is left is counted as lost.
            DeliveryEventSource.Log.EngineFailed(exception);
            _buffer.Seal();
        }

        _ended();
    }

    private void DeliverUntilStopped()
    {
        int emptyRounds = 0;
        long gathering = _time.GetTimestamp();
        while (true)
        {
            bool isDue = _time.GetElapsedTime(gathering) >= _delay;
            bool found = DeliverRound(isDue, out Resolution resolution);
            if (resolution == Resolution.Stopped || _stop.HasPassed || _source.IsDrained)
            {
                return;
            }

            _flushes.Reach(_source.Position);
            if (isDue)
            {
                emptyRounds = found ? 0 : emptyRounds + 1;
                if (emptyRounds >= RoundsBeforeSleep || _delay == TimeSpan.Zero)
                {
                    _doorbell.Sleep(_source.Rest, _hasWork);
                    emptyRounds = 0;
                }

                gathering = _time.GetTimestamp();
            }

            if (_delay - _time.GetElapsedTime(gathering) is { Ticks: > 0 } left)
            {
                _doorbell.Linger(left, _canGoOn);
            }
        }
    }

    // A record is counted a moment before it can be read: a batch that is sent because it is full must not go out one short.
    private int Pack(bool isDue, out bool full)
    {
        int count = _packer.Pack(out full);
        var spin = default(SpinWait);
        for (int i = 0; i < MaxRepacks && IsShort(count, full) && !isDue && _source.TryRewind(); i++)
        {
            spin.SpinOnce(sleep1Threshold: -1);
            count = _packer.Pack(out full);
        }

        return count;
    }

    private bool IsShort(int count, bool full) =>
        !full && count < _packer.MaxCount && !_stop.IsStopping && !_flushes.Any && _doorbell.BatchIsFull;

    // When it is time: full batches as long as there are any, then one that is not; the next such has to wait its turn. Before it is
    // time only what cannot wait: a thread that keeps up with its writers would else send batch after batch half full.
    private bool DeliverRound(bool isDue, out Resolution resolution)
    {
        bool found = false;
        bool goesOn = isDue;
        resolution = Resolution.Delivered;
        while (resolution != Resolution.Stopped && (goesOn || _isUrgent()) && Pack(goesOn, out bool full) is int count and > 0)
        {
            found = true;
            goesOn = isDue && full;
            resolution = _delivery.Deliver(_packer.Records, count);
            if (resolution != Resolution.Stopped)
            {
                _source.Commit();
                _flushes.Reach(_source.Position);
            }
        }

        if (resolution != Resolution.Stopped)
        {
            // Records that were found too old belong to no batch.
            _source.Commit();
        }

        return found;
    }
}
