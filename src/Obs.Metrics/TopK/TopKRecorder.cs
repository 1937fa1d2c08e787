using System.Numerics;

namespace Obs.Metrics;

/// <summary>Counts the keys of one metric from any number of threads, without a lock and, once warm, without an allocation.</summary>
internal sealed class TopKRecorder(string name, int capacity)
{
    private readonly TopKStripe[] _stripes =
    [
        .. Enumerable.Range(0, (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount), 16))
            .Select(_ => new TopKStripe(name, capacity)),
    ];

    public string Name { get; } = name;

    public void Add(string key, long count)
    {
        int stripe = Thread.GetCurrentProcessorId();
        var spin = new SpinWait();
        while (!_stripes[stripe & (_stripes.Length - 1)].TryAdd(key, count))
        {
            stripe++;
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>What was counted since the last call; null when nothing was.</summary>
    public MetricTopK? Take()
    {
        MetricTopK[] parts = [.. _stripes.Select(static s => s.Take()).Where(static t => t.Total > 0)];
        return parts.Length == 0 ? null : MetricTopK.Merge(parts);
    }
}
