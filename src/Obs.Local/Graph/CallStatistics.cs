using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>How calls ended and how long they took, for a node or an edge of the service graph.</summary>
/// <remarks>
/// <c>Total = Ok + Error + Fault</c>; a throttle is an error too. Durations are kept to three significant digits, so that a million of
/// them take no more room than a thousand; their sum and the longest are exact. Adding is not thread-safe; reading is, once nothing is
/// added.
/// </remarks>
internal sealed class CallStatistics
{
    private const int Digits = 3;

    private readonly Dictionary<double, long> _seconds = [];

    public long Total => Ok + Error + Fault;

    public long Ok { get; private set; }

    public long Error { get; private set; }

    public long Throttle { get; private set; }

    public long Fault { get; private set; }

    public double TotalSeconds { get; private set; }

    /// <summary>The longest duration in seconds.</summary>
    public double Longest { get; private set; }

    /// <summary>Durations in seconds, to three digits, and how often each occurred.</summary>
    public IReadOnlyDictionary<double, long> Durations => _seconds;

    /// <summary>What was kept of statistics: their counts in the order fault, error, throttle, ok.</summary>
    public static CallStatistics Restore(
        ReadOnlySpan<long> counts, double totalSeconds, double longest, IEnumerable<KeyValuePair<double, long>> durations)
    {
        var statistics = new CallStatistics
        {
            Fault = counts[0],
            Error = counts[1],
            Throttle = counts[2],
            Ok = counts[3],
            TotalSeconds = totalSeconds,
            Longest = longest,
        };
        foreach ((double seconds, long count) in durations)
        {
            statistics.Count(seconds, count);
        }

        return statistics;
    }

    public void Add(Outcome outcome, double seconds)
    {
        // A document may carry several flags; the worst one counts.
        if (outcome.HasFlag(Outcome.Fault))
        {
            Fault++;
        }
        else if (outcome != Outcome.Ok)
        {
            Error++;
            Throttle += outcome.HasFlag(Outcome.Throttle) ? 1 : 0;
        }
        else
        {
            Ok++;
        }

        Count(Rounded(seconds), 1);
        TotalSeconds += seconds;
        Longest = Math.Max(Longest, seconds);
    }

    /// <summary>Adds all that others counted.</summary>
    public void Add(CallStatistics other)
    {
        Ok += other.Ok;
        Error += other.Error;
        Throttle += other.Throttle;
        Fault += other.Fault;
        TotalSeconds += other.TotalSeconds;
        Longest = Math.Max(Longest, other.Longest);
        foreach ((double seconds, long count) in other._seconds)
        {
            Count(seconds, count);
        }
    }

    /// <summary>The shortest duration that at least this share of the calls did not exceed; null when there were none.</summary>
    public double? Percentile(double percent)
    {
        if (Total == 0 || percent >= 100)
        {
            return Total == 0 ? null : Longest;
        }

        long rank = Math.Clamp((long)Math.Ceiling(percent / 100 * Total), 1, Total);
        long seen = 0;
        foreach ((double seconds, long count) in Sorted())
        {
            seen += count;
            if (seen >= rank)
            {
                return Math.Min(seconds, Longest);
            }
        }

        return Longest;
    }

    /// <summary>Durations and how often they occurred: every one while they are few, else at most 100 buckets that grow with the
    /// value.</summary>
    public IReadOnlyList<(double Seconds, long Count)> Histogram()
    {
        const int MaxBuckets = 100;
        List<(double Seconds, long Count)> distinct =
            [.. Sorted().GroupBy(static pair => Math.Round(pair.Key, Digits))
                .Select(static group => (group.Key, group.Sum(static pair => pair.Value)))];
        if (distinct.Count <= MaxBuckets)
        {
            return distinct;
        }

        double least = Math.Log(Math.Max(distinct[0].Seconds, 0.001));
        double width = Math.Max((Math.Log(Math.Max(distinct[^1].Seconds, 0.001)) - least) / (MaxBuckets - 1), double.Epsilon);
        return
        [
            .. distinct.GroupBy(pair => (int)((Math.Log(Math.Max(pair.Seconds, 0.001)) - least) / width))
                .Select(group => (Math.Round(Math.Exp(least + (group.Key * width)), 3), group.Sum(static pair => pair.Count))),
        ];
    }

    private static double Rounded(double seconds)
    {
        if (seconds <= 1e-6)
        {
            return 0;
        }

        double scale = Math.Pow(10, Digits - 1 - Math.Floor(Math.Log10(seconds)));
        return Math.Round(seconds * scale) / scale;
    }

    private void Count(double seconds, long count) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_seconds, seconds, out _) += count;

    private IEnumerable<KeyValuePair<double, long>> Sorted() => _seconds.OrderBy(static pair => pair.Key);
}
