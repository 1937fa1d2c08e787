namespace Obs.Local;

/// <summary>Does something over and over, an interval apart, until it is disposed of.</summary>
/// <remarks>A round that fails is told to <see cref="LocalEventSource"/>, and the next one tries again.</remarks>
internal sealed class Rounds : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<CancellationToken, Task> _round;
    private readonly Task _loop;

    /// <param name="interval">Between the begin of one round and the next; before the first, too.</param>
    /// <param name="time">The clock.</param>
    /// <param name="round">What is done; given what ends when the rounds are disposed of.</param>
    public Rounds(TimeSpan interval, TimeProvider time, Func<CancellationToken, Task> round)
    {
        _round = round;
        // Not what happens to be ambient where the server is started.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            var timer = new PeriodicTimer(interval, time);
            _loop = Task.Run(() => RunAsync(timer));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                {
                    await TryRoundAsync().ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                // The server stops.
            }
        }
    }

    private async Task TryRoundAsync()
    {
        try
        {
            await _round(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            LocalEventSource.Log.RequestFailed(exception.ToString());
        }
    }
}
