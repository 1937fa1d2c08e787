using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>How calls ended and how long they took, for a node or an edge of the service graph.</summary>
/// <remarks><c>Total = Ok + Error + Fault</c>; a throttle is an error too. Not thread-safe.</remarks>
internal sealed class CallStatistics
{
    private readonly List<double> _seconds = [];
    private bool _sorted;

    public long Total => Ok + Error + Fault;

    public long Ok { get; private set; }

    public long Error { get; private set; }

    public long Throttle { get; private set; }

    public long Fault { get; private set; }

    public double TotalSeconds { get; private set; }

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

        _seconds.Add(seconds);
        TotalSeconds += seconds;
        _sorted = false;
    }

    /// <summary>Adds all that others counted.</summary>
    public void Add(CallStatistics other)
    {
        Ok += other.Ok;
        Error += other.Error;
        Throttle += other.Throttle;
        Fault += other.Fault;
        TotalSeconds += other.TotalSeconds;
        _seconds.AddRange(other._seconds);
        _sorted = false;
    }

    /// <summary>The shortest duration that at least this share of the calls did not exceed; null when there were none.</summary>
    public double? Percentile(double percent)
    {
        Sort();
        return _seconds.Count == 0 ? null : _seconds[Math.Clamp((int)Math.Ceiling(percent / 100 * _seconds.Count) - 1, 0, _seconds.Count - 1)];
    }

    /// <summary>Durations and how often they occurred: every one while they are few, else at most 100 buckets that grow with the value.</summary>
    public IReadOnlyList<(double Seconds, long Count)> Histogram()
    {
        const int MaxBuckets = 100;
        Sort();
        List<(double, long)> distinct = [.. _seconds.GroupBy(static s => Math.Round(s, 3)).Select(static group => (group.Key, group.LongCount()))];
        if (distinct.Count <= MaxBuckets)
        {
            return distinct;
        }

        double least = Math.Log(Math.Max(_seconds[0], 0.001));
        double width = Math.Max((Math.Log(Math.Max(_seconds[^1], 0.001)) - least) / (MaxBuckets - 1), double.Epsilon);
        return
        [
            .. _seconds.GroupBy(s => (int)((Math.Log(Math.Max(s, 0.001)) - least) / width))
                .Select(group => (Math.Round(Math.Exp(least + (group.Key * width)), 3), group.LongCount())),
        ];
    }

    private void Sort()
    {
        if (!_sorted)
        {
            _seconds.Sort();
            _sorted = true;
        }
    }
}
