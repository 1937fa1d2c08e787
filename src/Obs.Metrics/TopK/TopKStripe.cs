namespace Obs.Metrics;

/// <summary>A sketch that one thread at a time may enter, with one compare-and-swap.</summary>
internal sealed class TopKStripe(string name, int capacity)
{
    private readonly SpaceSaving _sketch = new(capacity);
    private int _held;

    public bool TryAdd(string key, long count)
    {
        if (_held != 0 || Interlocked.CompareExchange(ref _held, 1, 0) != 0)
        {
            return false;
        }

        try
        {
            _sketch.Add(key, count);
            return true;
        }
        finally
        {
            Volatile.Write(ref _held, 0);
        }
    }

    public MetricTopK Take()
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
        {
            spin.SpinOnce();
        }

        try
        {
            return _sketch.Take(name);
        }
        finally
        {
            Volatile.Write(ref _held, 0);
        }
    }
}
