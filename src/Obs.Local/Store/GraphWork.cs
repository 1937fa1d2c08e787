namespace Obs.Local.Store;

/// <summary>The graph of a minute, to be kept unless the minute has changed since it was drawn; null when the minute is empty.</summary>
internal sealed class GraphWork(MinuteLedger ledger, long minute, long version, byte[]? graph) : StoreWork
{
    private const int Overhead = 100;

    private bool _kept;

    public override long SizeBytes => Overhead + (graph?.Length ?? 0);

    public override void Apply(StoreSession session) => _kept = session.Minutes.Keep(minute, version, graph);

    public override void Committed()
    {
        if (!_kept)
        {
            return;
        }

        if (graph is null)
        {
            ledger.Emptied(minute, version);
        }
        else
        {
            ledger.Drawn(minute, version);
        }
    }

    public override void Dropped(string reason)
    {
        // It will be drawn again.
    }
}
