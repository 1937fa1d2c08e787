namespace Obs.Metrics;

/// <summary>How many series may be open, and how much memory they may take.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class SeriesBudget(int maxSeries, long maxBytes)
{
    /// <summary>A series without its counts: identity, dimensions, entry, recorder and one stripe.</summary>
    public const long SeriesBytes = 800;

    private int _series;
    private long _countBytes;
    private int _isExhausted;

    public int Series => Volatile.Read(ref _series);

    public long Bytes => (Series * SeriesBytes) + Volatile.Read(ref _countBytes);

    /// <summary>Whether a series was refused and no room has come back since.</summary>
    public bool IsExhausted => Volatile.Read(ref _isExhausted) != 0;

    public bool TryOpen()
    {
        if (Interlocked.Increment(ref _series) <= maxSeries && Bytes <= maxBytes)
        {
            return true;
        }

        Interlocked.Decrement(ref _series);
        Volatile.Write(ref _isExhausted, 1);
        return false;
    }

    /// <summary>Gives series back.</summary>
    public void Close(int series)
    {
        Interlocked.Add(ref _series, -series);
        Volatile.Write(ref _isExhausted, 0);
    }

    /// <summary>Says how much memory the counts of all series took in the window that was just closed.</summary>
    public void Measure(long countBytes)
    {
        Volatile.Write(ref _countBytes, countBytes);
        if (Series < maxSeries && Bytes < maxBytes)
        {
            Volatile.Write(ref _isExhausted, 0);
        }
    }
}
