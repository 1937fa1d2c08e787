using Obs.Metrics;

namespace Shop.Traffic;

/// <summary>How long visitors wait for answers, in microseconds. Thread safety: any member, any thread.</summary>
/// <remarks>
/// While a visitor waits it sends nothing, so that a shop which stands still is asked the least when it is the slowest. What is
/// measured is therefore also kept corrected for this coordinated omission: with the requests that would have waited meanwhile.
/// </remarks>
/// <param name="expectedInterval">The time between two requests of one visitor while the shop answers at once.</param>
public sealed class ResponseTimes(TimeSpan expectedInterval)
{
    /// <summary>What 1 means in the histograms, in milliseconds.</summary>
    public const double Unit = 1e-3;

    private const int SignificantDigits = 3;

    private readonly Lock _lock = new();
    private readonly Histogram _measured = new(SignificantDigits);
    private readonly Histogram _corrected = new(SignificantDigits);
    private readonly Histogram _interval = new(SignificantDigits);
    private readonly long _expected = Microseconds(expectedInterval);

    public void Record(TimeSpan waited)
    {
        lock (_lock)
        {
            _measured.Record(Microseconds(waited));
            _interval.RecordWithExpectedInterval(Microseconds(waited), _expected);
        }
    }

    /// <summary>What was measured.</summary>
    public Histogram ReadMeasured()
    {
        lock (_lock)
        {
            return _measured.Copy();
        }
    }

    /// <summary>The same, corrected.</summary>
    public Histogram ReadCorrected()
    {
        lock (_lock)
        {
            Histogram all = _corrected.Copy();
            all.Add(_interval);
            return all;
        }
    }

    /// <summary>What was recorded since the last call, corrected; one caller at a time.</summary>
    public Histogram TakeInterval()
    {
        lock (_lock)
        {
            Histogram taken = _interval.Copy();
            _corrected.Add(taken);
            _interval.Reset();
            return taken;
        }
    }

    private static long Microseconds(TimeSpan time) => (long)time.TotalMicroseconds;
}
