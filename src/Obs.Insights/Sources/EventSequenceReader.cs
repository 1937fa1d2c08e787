namespace Obs.Insights.Sources;

internal sealed class EventSequenceReader(IAsyncEnumerable<LogEvent> events, Stream? stream) : LogReader
{
    private IAsyncEnumerator<LogEvent>? _enumerator;

    public override bool TakesTimeFromLine => false;

    public override double? Fraction => stream is { CanRead: true } ? StreamPosition.FractionOf(stream) : null;

    public override async ValueTask<bool> ReadAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        _enumerator ??= events.GetAsyncEnumerator(cancellationToken);
        while (batch.Events.Count < LogBatch.EventCount && await _enumerator.MoveNextAsync().ConfigureAwait(false))
        {
            batch.Events.Add(_enumerator.Current);
        }

        return batch.Events.Count > 0;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_enumerator is not null)
        {
            await _enumerator.DisposeAsync().ConfigureAwait(false);
        }
    }
}
