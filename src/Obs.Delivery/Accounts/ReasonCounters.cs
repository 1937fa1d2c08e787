using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Obs.Delivery.Accounts;

/// <summary>Counts by reason. A reason is a short word from a small set; a sender that makes them up cannot make this grow.</summary>
internal sealed class ReasonCounters
{
    private const int MaxReasons = 64;

    private readonly ConcurrentDictionary<string, StrongBox<long>> _counts = new(StringComparer.Ordinal);

    public void Add(string? reason, long count)
    {
        string key = string.IsNullOrEmpty(reason) ? DropReasons.Other : reason;
        if (!_counts.TryGetValue(key, out StrongBox<long>? box))
        {
            key = _counts.Count < MaxReasons ? key : DropReasons.Other;
            box = _counts.GetOrAdd(key, static _ => new StrongBox<long>());
        }

        Interlocked.Add(ref box.Value, count);
    }

    /// <summary>Adds every count to <paramref name="totals"/> and returns their sum.</summary>
    public long AddTo(Dictionary<string, long> totals)
    {
        long sum = 0;
        foreach ((string reason, StrongBox<long> box) in _counts)
        {
            long count = Volatile.Read(ref box.Value);
            totals[reason] = totals.GetValueOrDefault(reason) + count;
            sum += count;
        }

        return sum;
    }
}
