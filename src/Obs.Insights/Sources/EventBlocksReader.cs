namespace Obs.Insights.Sources;

/// <summary>Hands out blocks of events; whoever works on a batch reads its block.</summary>
internal sealed class EventBlocksReader(IEnumerable<Func<IEnumerable<LogEvent>>> blocks) : LogReader
{
    private readonly IEnumerator<Func<IEnumerable<LogEvent>>> _blocks = blocks.GetEnumerator();

    public override bool TakesTimeFromLine => false;

    public override ValueTask<bool> ReadAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        bool hasMore = _blocks.MoveNext();
        batch.Block = hasMore ? _blocks.Current : null;
        return ValueTask.FromResult(hasMore);
    }

    public override ValueTask DisposeAsync()
    {
        _blocks.Dispose();
        return ValueTask.CompletedTask;
    }
}
