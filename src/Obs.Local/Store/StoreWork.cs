namespace Obs.Local.Store;

/// <summary>Something to be written in the writer's next transaction.</summary>
internal abstract class StoreWork
{
    /// <summary>Bytes it holds while it waits.</summary>
    public abstract long SizeBytes { get; }

    /// <summary>Writes it. May run twice when a transaction fails, so it counts nothing.</summary>
    public abstract void Apply(StoreSession session);

    /// <summary>Called once, after the commit.</summary>
    public abstract void Committed();

    /// <summary>Called once, when it could not be written or there was no room to let it wait.</summary>
    public abstract void Dropped(string reason);
}
