namespace Obs.Insights.Sources;

/// <summary>Reads a source batch by batch, for one query. Called by one thread at a time.</summary>
internal abstract class LogReader : IAsyncDisposable
{
    /// <summary>Whether the time of an event is a member of its own text.</summary>
    public abstract bool TakesTimeFromLine { get; }

    /// <summary>How much of the source has been read, 0 to 1, where its length is known.</summary>
    public virtual double? Fraction => null;

    /// <summary>Fills a batch; false when there is nothing more.</summary>
    public abstract ValueTask<bool> ReadAsync(LogBatch batch, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
