using System.Buffers;

namespace Obs.Metrics;

/// <summary>Adds up rankings key by key, in rented room. Not safe for use by several threads.</summary>
internal sealed class TopKMerger : IDisposable
{
    private const int FewAsked = 64;

    private readonly long _floors;
    private readonly Sum[] _sums;
    private readonly int[] _heads;
    private readonly int _mask;
    private int _count;

    /// <param name="keys">How many keys there are at most.</param>
    /// <param name="floors">How often a key may have been counted that no ranking names.</param>
    public TopKMerger(int keys, long floors)
    {
        _floors = floors;
        _sums = ArrayPool<Sum>.Shared.Rent(keys);
        int heads = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(keys, 1));
        _mask = heads - 1;
        _heads = ArrayPool<int>.Shared.Rent(heads);
        _heads.AsSpan(0, heads).Fill(-1);
    }

    public int Count => _count;

    public void Add(MetricTopK part)
    {
        for (int i = 0; i < part.Entries.Count; i++)
        {
            // A key is taken to have been as frequent as possible wherever it is missing; where it is there, the floor goes away again.
            TopKEntry entry = part.Entries[i];
            ref Sum sum = ref Find(entry.Key);
            sum.Count += entry.Count - part.Floor;
            sum.Error += entry.Error - part.Floor;
        }
    }

    /// <summary>The most frequent keys, and how often the most frequent of the others was counted.</summary>
    public TopKEntry[] Take(int most, out long next)
    {
        Span<Sum> sums = _sums.AsSpan(0, _count);
        if (most < FewAsked && most < sums.Length)
        {
            SortTo(most + 1, sums);
        }
        else
        {
            sums.Sort(Compare);
        }

        var entries = new TopKEntry[Math.Min(most, sums.Length)];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new TopKEntry(sums[i].Key, sums[i].Count, sums[i].Error);
        }

        next = entries.Length < sums.Length ? sums[entries.Length].Count : 0;
        return entries;
    }

    public void Dispose()
    {
        _sums.AsSpan(0, _count).Clear();
        ArrayPool<Sum>.Shared.Return(_sums);
        ArrayPool<int>.Shared.Return(_heads);
    }

    // Of two alike the name decides, so that a report is the same each time.
    private static int Compare(Sum one, Sum other) =>
        one.Count != other.Count ? other.Count.CompareTo(one.Count) : string.CompareOrdinal(one.Key, other.Key);

    // A few out of thousands: sorting all of them is most of what merging takes.
    private static void SortTo(int wanted, Span<Sum> sums)
    {
        sums[..wanted].Sort(Compare);
        for (int i = wanted; i < sums.Length; i++)
        {
            if (sums[i].Count < sums[wanted - 1].Count || Compare(sums[i], sums[wanted - 1]) > 0)
            {
                continue;
            }

            Sum better = sums[i];
            sums[i] = sums[wanted - 1];
            int place = wanted - 1;
            for (; place > 0 && Compare(better, sums[place - 1]) < 0; place--)
            {
                sums[place] = sums[place - 1];
            }

            sums[place] = better;
        }
    }

    private ref Sum Find(string key)
    {
        ref int head = ref _heads[key.GetHashCode(StringComparison.Ordinal) & _mask];
        int place = head;
        while (place >= 0 && _sums[place].Key != key)
        {
            place = _sums[place].Next;
        }

        if (place < 0)
        {
            place = _count++;
            _sums[place] = new Sum { Key = key, Count = _floors, Error = _floors, Next = head };
            head = place;
        }

        return ref _sums[place];
    }

    private struct Sum
    {
        public string Key;
        public long Count;
        public long Error;
        public int Next;
    }
}
