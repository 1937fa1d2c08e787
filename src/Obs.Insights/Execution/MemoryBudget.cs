using System.Globalization;

namespace Obs.Insights.Execution;

/// <summary>The bytes that one run may keep in groups and sorted rows, over all its threads. The sizes are estimates, on the high
/// side.</summary>
internal sealed class MemoryBudget(long limitBytes)
{
    private long _used;

    public void Charge(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) > limitBytes)
        {
            throw new InsightsLimitException(string.Create(
                CultureInfo.InvariantCulture,
                $"The groups and rows of this query need more than {limitBytes} bytes. "
                + $"Filter more events out, group by fewer values, or sort with a limit."));
        }
    }

    public void Release(long bytes) => Interlocked.Add(ref _used, -bytes);
}
