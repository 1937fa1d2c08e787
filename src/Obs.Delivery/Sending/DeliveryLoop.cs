using Obs.Delivery.Buffering;

namespace Obs.Delivery.Sending;

/// <summary>The thread of a queue: gathers records into batches and sees each batch through.</summary>
internal sealed class DeliveryLoop
{
    /// <summary>Looks in vain before the thread sleeps until it is woken. Until then writers need not wake it.</summary>
    private const int LooksBeforeSleep = 20;

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
            ? HasMore || _source.IsDrained
            : HasMore && (_flushes.Any || _doorbell.BatchIsFull);

        // A full batch whose next record is still being written has to wait for its writer, which rings: looking again and again would take
        // the processor that the writer needs.
        _canGoOn = () => _isUrgent() && (CannotWait || _source.TryPeek(out _));
        _hasWork = () => _isUrgent() || _source.TryPeek(out _);
    }

    private bool HasMore => !_packer.IsEmpty || _source.HasMore;

    private bool CannotWait => _stop.IsStopping || _flushes.Any;

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
        int looksInVain = 0;
        long gathering = _time.GetTimestamp();
        while (true)
        {
            bool isDue = _time.GetElapsedTime(gathering) >= _delay;
            bool found = DeliverRound(isDue, out Resolution resolution);
            if (resolution == Resolution.Stopped || _stop.HasPassed || (_packer.IsEmpty && _source.IsDrained))
            {
                return;
            }

            // What comes at once should leave at once: a batch is due the delay after a look that found nothing, and half of the delay
            // after it somebody looks again. So a record waits for others at least half as long as it may.
            bool isWaiting = !_packer.IsEmpty || _source.TryPeek(out _);
            looksInVain = found || isWaiting ? 0 : looksInVain;
            if (isDue || (!isWaiting && _time.GetElapsedTime(gathering) >= _delay / 2))
            {
                looksInVain++;
                if (_packer.IsEmpty && (looksInVain >= LooksBeforeSleep || _delay == TimeSpan.Zero))
                {
                    _doorbell.Sleep(_source.Rest, _hasWork);
                    looksInVain = 0;
                }

                gathering = _time.GetTimestamp();
            }

            if ((isWaiting ? _delay : _delay / 2) - _time.GetElapsedTime(gathering) is { Ticks: > 0 } left)
            {
                _doorbell.Linger(left, _canGoOn);
            }
        }
    }

    // When it is time: full batches as long as there are any, then one that is not; the next such has to wait its turn. Before it is
    // time only what cannot wait: a thread that keeps up with its writers would else send batch after batch half full.
    private bool DeliverRound(bool isDue, out Resolution resolution)
    {
        bool found = false;
        bool goesOn = isDue;
        resolution = Resolution.Delivered;
        while (resolution != Resolution.Stopped && (goesOn || _isUrgent()) && TryPack(goesOn))
        {
            found = true;
            goesOn = isDue && _packer.IsFull;
            resolution = _delivery.Deliver(_packer.Records, _packer.Count);
            if (resolution != Resolution.Stopped)
            {
                _packer.Clear();
                LetGo();
            }
        }

        if (resolution != Resolution.Stopped && _packer.IsEmpty)
        {
            // Records that were found too old belong to no batch.
            LetGo();
        }

        return found;
    }

    private bool TryPack(bool isDue)
    {
        _packer.Pack();
        return _packer.IsFull || (!_packer.IsEmpty && (isDue || CannotWait));
    }

    private void LetGo()
    {
        _source.Commit();
        _flushes.Reach(_source.Position);
    }
}
