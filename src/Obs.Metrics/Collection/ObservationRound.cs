namespace Obs.Metrics;

/// <summary>One pass over the observable instruments, which can be given up while one of them hangs.</summary>
internal sealed class ObservationRound(IReadOnlyList<ObservableSource> sources, CollectionAccount account)
{
    private volatile bool _isAbandoned;

    public void Run()
    {
        foreach (ObservableSource source in sources)
        {
            if (_isAbandoned)
            {
                return;
            }

            source.Read(account);
        }
    }

    /// <summary>Keeps the round from going on once the instrument that holds it up has answered: a later round asks the rest.</summary>
    public void Abandon() => _isAbandoned = true;
}
