namespace Obs.Insights.Sources;

/// <summary>Reads a source batch by batch, for one query. Called by one thread at a time.</summary>
internal abstract class LogReader : IAsyncDisposable
{
    /// <summary>Whether the time of an event is a member of its own text.</summary>
    public abstract bool TakesTimeFromLine { get; }

    /// <summary>Fills a batch; false when there is nothing more.</summary>
    public abstract ValueTask<bool> ReadAsync(LogBatch batch, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
