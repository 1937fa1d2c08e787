namespace Obs.Metrics;

/// <summary>The top-k metrics of the application. Thread safety: every member may be called from any thread.</summary>
internal sealed class TopKRecorders
{
    private readonly Lock _lock = new();
    private readonly List<TopKRecorder> _recorders = [];

    public TopKRecorder GetOrAdd(string name, int capacity)
    {
        lock (_lock)
        {
            TopKRecorder? known = _recorders.Find(r => r.Name == name);
            if (known is null)
            {
                known = new TopKRecorder(name, capacity);
                _recorders.Add(known);
            }

            return known;
        }
    }

    public IReadOnlyList<MetricTopK> TakeInterval()
    {
        TopKRecorder[] all;
        lock (_lock)
        {
            all = [.. _recorders];
        }

        return [.. all.Select(static r => r.Take()).OfType<MetricTopK>()];
    }
}
