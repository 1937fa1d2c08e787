using System.Diagnostics.Metrics;
using Obs.Threads;

namespace Obs.Metrics;

/// <summary>The observable instruments, which run the application's code when they are read: within a limit of time, beside the
/// caller.</summary>
/// <remarks>
/// An instrument that hangs holds up one round until the limit. Later rounds pass it by until it has answered, so that its thread is
/// the only one it costs. Thread safety: <see cref="Add"/> from any thread; <see cref="Read"/> by one caller at a time.
/// </remarks>
internal sealed class ObservableSources(CollectionAccount account, TimeProvider time, TimeSpan limit) : IDisposable
{
    // Each holds a thread. A process with that many has lost more than its gauges.
    private const int MaxHanging = 4;

    private readonly Lock _lock = new();
    private readonly List<ObservableSource> _sources = [];
    private readonly ThreadSignal _signal = new(time);

    public void Add(ObservableSource source)
    {
        lock (_lock)
        {
            _sources.Add(source);
        }
    }

    /// <summary>The source of an instrument; null when it is not observed.</summary>
    public ObservableSource? Find(Instrument instrument)
    {
        lock (_lock)
        {
            return _sources.Find(s => ReferenceEquals(s.Instrument, instrument) && !s.IsCompleted);
        }
    }

    /// <summary>Reads every instrument that answers. What comes after the limit belongs to the next interval.</summary>
    public void Read()
    {
        ObservableSource[] ready = TakeReady();
        if (ready.Length == 0)
        {
            return;
        }

        // A thread for each round, an interval apart: the pool may have none to spare, and one that hangs is left behind.
        var round = new ObservationRound(ready, account, _signal);
        var deadline = new Deadline(time, limit);
        new Thread(round.Run) { IsBackground = true, Name = "obs-observe" }.UnsafeStart();
        while (!round.HasEnded && !deadline.HasPassed)
        {
            _signal.Wait(deadline);
        }

        if (!round.HasEnded)
        {
            round.Abandon();
            account.TimeOutObservable(limit);
        }
    }

    public void Dispose()
    {
        ObservableSource[] all;
        lock (_lock)
        {
            all = [.. _sources];
            _sources.Clear();
        }

        // Not under the lock: it calls back, and the application's threads may be adding instruments.
        foreach (ObservableSource source in all)
        {
            source.Dispose();
        }

        _signal.Dispose();
    }

    private ObservableSource[] TakeReady()
    {
        lock (_lock)
        {
            _sources.RemoveAll(static s => s.IsCompleted);
            ObservableSource[] ready = [.. _sources.Where(static s => !s.IsReading)];
            return _sources.Count - ready.Length < MaxHanging ? ready : [];
        }
    }
}
