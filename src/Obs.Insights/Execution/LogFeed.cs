using Obs.Insights.Sources;

namespace Obs.Insights.Execution;

/// <summary>Gives the batches of a source to several threads, one thread at a time, numbered in their order.</summary>
internal sealed class LogFeed(LogReader reader) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private long _sequence;
    private bool _hasEnded;

    public async ValueTask<bool> ReadAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            batch.Sequence = _sequence++;
            _hasEnded = _hasEnded || !await reader.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            batch.Fraction = reader.Fraction;
            return !_hasEnded;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
