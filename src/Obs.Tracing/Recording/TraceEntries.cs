using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The activities of a live trace, in the order they began. Used again and again; what a large trace needed is given
/// back.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class TraceEntries
{
    private const int Few = 16;
    private const int MaxKept = 256;

    private TraceEntry[] _items = new TraceEntry[Few];

    public int Count { get; private set; }

    public ref TraceEntry this[int index] => ref _items[index];

    public void Add(in TraceEntry entry)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = entry;
    }

    /// <summary>Where an activity stands, from the last to the first: what ends began late.</summary>
    /// <returns>Its index; -1 when it is not one of them.</returns>
    public int IndexOf(Activity activity)
    {
        int i = Count - 1;
        while (i >= 0 && !ReferenceEquals(_items[i].Activity, activity))
        {
            i--;
        }

        return i;
    }

    /// <summary>Forgets all but the first ones.</summary>
    public void Keep(int count)
    {
        Array.Clear(_items, count, Count - count);
        Count = count;
    }

    public void Clear()
    {
        Keep(0);
        if (_items.Length > MaxKept)
        {
            _items = new TraceEntry[Few];
        }
    }
}
