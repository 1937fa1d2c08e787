namespace Obs.Insights.Execution;

/// <summary>The end of a chain of steps: takes rows on one thread, and gives them back as a whole when all have come.</summary>
internal abstract class Collector : RowStage
{
    /// <summary>Rows taken.</summary>
    public long Count { get; protected set; }

    /// <summary>Whether no later row can change the outcome.</summary>
    public virtual bool IsFull => false;

    /// <summary>Takes over what another thread's collector of the same kind holds.</summary>
    public abstract void Merge(Collector other);

    public abstract List<StoredRow> Complete();
}
