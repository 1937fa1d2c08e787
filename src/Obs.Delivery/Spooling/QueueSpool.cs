using Obs.Delivery.Accounts;
using Obs.Delivery.Buffering;
using Obs.Delivery.Sending;
using Obs.Threads;

namespace Obs.Delivery.Spooling;

/// <summary>The spool of one queue: its thread, and what it gives the sending thread.</summary>
internal sealed class QueueSpool : IDisposable
{
    private const int MaxPageBytes = 256 * 1024;

    private readonly ThreadSignal _signal;
    private readonly SpoolExchange _exchange;
    private readonly SpoolLoop _loop;
    private readonly StopDeadline _stop;
    private readonly SpoolWait _moved;
    private int _users = 2;

    public QueueSpool(
        Func<ISpoolFolder> open,
        RecordBuffer buffer,
        QueueCounters counters,
        FlushWaiters flushes,
        Doorbell sending,
        StopDeadline stop,
        DeliveryOptions options,
        TimeProvider time)
    {
        counters.HasSpool = true;
        _stop = stop;
        _signal = new ThreadSignal(time);
        int pageBytes = (int)Math.Min(MaxPageBytes, options.BufferBytes / 4);
        long fullBytes = pageBytes / 2;
        _exchange = new SpoolExchange(buffer, counters, flushes, open, options.SpoolBytes, pageBytes, time);
        Doorbell = new Doorbell(_signal, () => buffer.EndPosition - _exchange.ReadPosition >= fullBytes);
        Source = new SpooledSource(_exchange, counters, options.MaxAge, time);
        _moved = new SpoolWait(options.SpoolWait);
        _loop = new SpoolLoop(_exchange, Doorbell, sending, flushes, Secured, _moved, stop, time);
        _loop.Start(counters.Signal, LetGo);
    }

    /// <summary>Wakes the spool's thread.</summary>
    public Doorbell Doorbell { get; }

    public IRecordSource Source { get; }

    /// <summary>Callers that wait until records would survive the process.</summary>
    public FlushWaiters Secured { get; } = new();

    /// <summary>Has everything before a point of the buffer's stream moved to the disk at once, and waits for that as long as the options
    /// allow.</summary>
    /// <returns>Whether it is there. It may be all the same where this is false.</returns>
    public bool Hasten(long position)
    {
        Doorbell.Insist();
        return _moved.TryWaitFor(position);
    }

    /// <summary>Waits for the spool's thread as long as a stop may take, and lets go of the folder.</summary>
    public void Dispose()
    {
        // The sending thread may end by itself only when its engine has failed: then nobody waits.
        _loop.Join(_stop.IsStopping ? _stop.Remaining : TimeSpan.Zero);
        LetGo();
    }

    // Two threads use the folder. The one that ends last closes it, however long its disk kept it.
    private void LetGo()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _exchange.Close();
            _signal.Dispose();
        }
    }
}
