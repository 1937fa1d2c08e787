namespace Obs.Insights.Values;

/// <summary>A length of time that timestamps are rounded to: <c>5m</c>, <c>1mo</c>.</summary>
internal readonly record struct Period
{
    public const long LongestAmount = 10_000;

    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    // 1970-01-01 was a Thursday; weeks begin on Monday, four days later.
    private const long FirstMonday = 4 * Day;

    public Period(long amount, PeriodUnit unit)
    {
        // The service caps the short units at one of the next; 300s counts as 60s, not as five minutes.
        Amount = unit switch
        {
            PeriodUnit.Millisecond => Math.Min(amount, 1_000),
            PeriodUnit.Second or PeriodUnit.Minute => Math.Min(amount, 60),
            PeriodUnit.Hour => Math.Min(amount, 24),
            _ => amount,
        };
        IsCapped = Amount != amount;
        Unit = unit;
    }

    public long Amount { get; }

    public PeriodUnit Unit { get; }

    public bool IsCapped { get; }

    private long FixedLength => Unit switch
    {
        PeriodUnit.Millisecond => Amount,
        PeriodUnit.Second => Amount * Second,
        PeriodUnit.Minute => Amount * Minute,
        PeriodUnit.Hour => Amount * Hour,
        PeriodUnit.Day => Amount * Day,
        PeriodUnit.Week => Amount * 7 * Day,
        _ => 0,
    };

    private long Months => Unit switch
    {
        PeriodUnit.Month => Amount,
        PeriodUnit.Quarter => Amount * 3,
        _ => Amount * 12,
    };

    /// <summary>The start of the period that a time, in milliseconds since 1970, lies in.</summary>
    public long Floor(long time)
    {
        if (FixedLength is > 0 and var length)
        {
            long origin = Unit == PeriodUnit.Week ? FirstMonday : 0;
            long rest = (time - origin) % length;
            return time - (rest < 0 ? rest + length : rest);
        }

        DateTime date = Timestamp.ToDateTime(time);
        long month = (date.Year * 12L) + date.Month - 1;
        return StartOfMonth(month - (month % Months));
    }

    /// <summary>The start of the period after the one that begins at a time given.</summary>
    public long Next(long start)
    {
        if (FixedLength is > 0 and var length)
        {
            return start + length;
        }

        DateTime date = Timestamp.ToDateTime(start);
        return StartOfMonth((date.Year * 12L) + date.Month - 1 + Months);
    }

    /// <summary>The first start of a period that is not before a time.</summary>
    public long Ceiling(long time)
    {
        long floor = Floor(time);
        return floor == time ? time : Next(floor);
    }

    private static long StartOfMonth(long month) =>
        Timestamp.FromDateTime(new DateTime((int)Math.Clamp(month / 12, 1, 9999), (int)(month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc));
}
