using Obs.Threads;

namespace Obs.Delivery.Sending;

/// <summary>Decides when a writer has to wake the sending thread: for the first record after a rest, and for a full batch.</summary>
internal sealed class Doorbell(ThreadSignal signal, Func<bool> isFull)
{
    private const int Awake = 0;
    private const int Lingering = 1;
    private const int Asleep = 2;

    private int _state;

    public bool BatchIsFull => isFull();

    /// <summary>Called by a writer once its record can be seen; costs a read unless there is somebody to wake.</summary>
    public void OnRecord()
    {
        int state = Volatile.Read(ref _state);
        if (state != Awake && (state == Asleep || BatchIsFull))
        {
            Ring();
        }
    }

    /// <summary>Wakes the sending thread whatever it waits for.</summary>
    public void Ring()
    {
        if (Volatile.Read(ref _state) != Awake && Interlocked.Exchange(ref _state, Awake) != Awake)
        {
            signal.Set();
        }
    }

    /// <summary>Has the thread look again even if it is awake now and about to rest.</summary>
    public void Insist() => signal.Set();

    /// <summary>Sleeps until a batch is full, someone rings or the time has passed; not at all when <paramref name="ready"/> says
    /// so.</summary>
    public void Linger(TimeSpan delay, Func<bool> ready) => Rest(Lingering, delay, ready);

    /// <summary>Sleeps until there is a record, someone rings or the time has passed; not at all when <paramref name="ready"/> says
    /// so.</summary>
    public void Sleep(TimeSpan limit, Func<bool> ready) => Rest(Asleep, limit, ready);

    private void Rest(int state, TimeSpan delay, Func<bool> ready)
    {
        // First say so, then look: a writer first shows its record, then looks at the state. One of the two sees the other.
        Interlocked.Exchange(ref _state, state);
        if (!ready())
        {
            signal.Wait(delay);
        }

        Volatile.Write(ref _state, Awake);
    }
}
