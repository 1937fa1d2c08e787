using Obs.Threads;

namespace Obs.Metrics;

/// <summary>One pass over the observable instruments, which can be given up while one of them hangs.</summary>
internal sealed class ObservationRound(IReadOnlyList<ObservableSource> sources, CollectionAccount account, ThreadSignal ended)
{
    private volatile bool _isAbandoned;
    private volatile bool _hasEnded;

    /// <summary>Whether every instrument was asked.</summary>
    public bool HasEnded => _hasEnded;

    public void Run()
    {
        for (int i = 0; i < sources.Count && !_isAbandoned; i++)
        {
            sources[i].Read(account);
        }

        _hasEnded = true;
        ended.Set();
    }

    /// <summary>Keeps the round from going on once the instrument that holds it up has answered: a later round asks the rest.</summary>
    public void Abandon() => _isAbandoned = true;
}
