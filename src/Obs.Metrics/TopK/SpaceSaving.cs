using Obs.Secrets;

namespace Obs.Metrics;

/// <summary>Counts the most frequent of any number of keys in fixed room. Not safe for use by several threads.</summary>
/// <remarks>
/// The counted keys form a heap with the rarest on top. A key that finds no room takes the place of the rarest and inherits its count as
/// possible error, so that a count is never too low.
/// </remarks>
internal sealed class SpaceSaving(int capacity)
{
    private readonly Dictionary<string, int> _places = new(capacity, StringComparer.Ordinal);
    private readonly TopKEntry[] _heap = new TopKEntry[capacity];
    private int _count;
    private long _total;

    public void Add(string key, long count)
    {
        _total += count;
        if (_places.TryGetValue(key, out int place))
        {
            _heap[place] = new TopKEntry(key, _heap[place].Count + count, _heap[place].Error);
            SiftDown(place);
        }
        else if (_count < capacity)
        {
            Put(_count, new TopKEntry(key, count, 0));
            SiftUp(_count++);
        }
        else
        {
            TopKEntry rarest = _heap[0];
            _places.Remove(rarest.Key);
            Put(0, new TopKEntry(key, rarest.Count + count, rarest.Count));
            SiftDown(0);
        }
    }

    /// <summary>What was counted since the last call.</summary>
    public MetricTopK Take(string name)
    {
        long floor = _count < capacity ? 0 : _heap[0].Count;
        var taken = new MetricTopK(name, capacity, _total, floor, MetricTopK.Sort(WithoutSecrets(_heap.Take(_count))));
        _places.Clear();
        Array.Clear(_heap);
        _count = 0;
        _total = 0;
        return taken;
    }

    // Keys whose secrets alone tell them apart become one.
    private static IEnumerable<TopKEntry> WithoutSecrets(IEnumerable<TopKEntry> entries) => entries
        .GroupBy(static e => SecretText.Masked(e.Key), StringComparer.Ordinal)
        .Select(static g => new TopKEntry(g.Key, g.Sum(static e => e.Count), g.Sum(static e => e.Error)));

    private void SiftUp(int place)
    {
        while (place > 0 && _heap[place].Count < _heap[(place - 1) / 2].Count)
        {
            Swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void SiftDown(int place)
    {
        while (true)
        {
            int least = place;
            for (int child = (2 * place) + 1; child <= (2 * place) + 2 && child < _count; child++)
            {
                least = _heap[child].Count < _heap[least].Count ? child : least;
            }

            if (least == place)
            {
                return;
            }

            Swap(place, least);
            place = least;
        }
    }

    private void Swap(int first, int second)
    {
        TopKEntry entry = _heap[first];
        Put(first, _heap[second]);
        Put(second, entry);
    }

    private void Put(int place, TopKEntry entry)
    {
        _heap[place] = entry;
        _places[entry.Key] = place;
    }
}
