namespace Shop.Traffic;

/// <summary>Lets requests through at a fixed rate, in order, whoever asks. What was not used within a second is forfeited.</summary>
internal sealed class Pacer(double perSecond, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    // A tenth of a second ten times is not quite a second.
    private const double RoundingError = 1e-6;

    private readonly SemaphoreSlim _permits = new(0);

    /// <summary>Waits for the next permit.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _permits.WaitAsync(cancellationToken);

    /// <summary>Hands out permits until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        long last = time.GetTimestamp();
        double owed = 0;
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            long now = time.GetTimestamp();
            owed = Math.Min(owed + (time.GetElapsedTime(last, now).TotalSeconds * perSecond), Math.Max(perSecond, 1));
            last = now;

            int due = (int)(owed + RoundingError);
            if (due > 0 && _permits.CurrentCount < perSecond)
            {
                _permits.Release(due);
            }

            owed -= due;
        }
    }

    public void Dispose() => _permits.Dispose();
}
