using Obs.Metrics;

namespace Shop.Traffic;

/// <summary>Writes response times down as they come in: a histogram log, which <c>obs histogram</c> and the tools of other implementations
/// read.</summary>
public sealed class ResponseTimesLog(TextWriter log, ResponseTimes times, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly long _begun = time.GetTimestamp();
    private TimeSpan _written;

    /// <summary>Writes an interval every five seconds until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        HistogramLog.WriteHeader(log, time.GetUtcNow());
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                WriteInterval();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Writes what came in since the last interval. Called once more when the last request has ended.</summary>
    public void WriteInterval()
    {
        TimeSpan now = time.GetElapsedTime(_begun);
        var entry = new HistogramLogEntry(_written.TotalSeconds, now - _written, times.TakeInterval());
        HistogramLog.Write(log, entry, maxValueUnit: 1 / ResponseTimes.Unit); // The highest in milliseconds, for whoever looks at the file.
        log.Flush();
        _written = now;
    }
}
