using System.Collections.Concurrent;

namespace Obs.Metrics;

/// <summary>Where the slots of a scale pass from one native bucket to the next, so that counts become buckets by comparing numbers.
/// Immutable.</summary>
/// <remarks>A slot belongs where its middle lies. The first place is that of zero.</remarks>
internal sealed class BucketSlots
{
    /// <summary>As many places as any scale has: 63 doublings, the bucket below them, and zero.</summary>
    public const int MaxPlaces = (63 << NativeBuckets.Schema) + 2;

    // A handful of scales serves all instruments; of what a damaged snapshot may name, no more than these are kept.
    private const int MostKnown = 64;

    private static readonly ConcurrentDictionary<ValueScale, BucketSlots> Known = new();

    private readonly int[] _ends;

    private BucketSlots(ValueScale scale)
    {
        First = NativeBuckets.IndexOf(scale.ValueAt(1));
        int last = NativeBuckets.IndexOf(scale.ValueAt(scale.Layout.Length - 1));
        _ends = new int[last - First + 2];
        _ends[0] = 1;
        for (int place = 1; place < _ends.Length; place++)
        {
            _ends[place] = EndOf(First + place - 1, scale, _ends[place - 1]);
        }
    }

    /// <summary>The number of the bucket at the second place.</summary>
    public int First { get; }

    /// <summary>For each place the first slot that lies beyond it, by rising number.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    public static BucketSlots Of(ValueScale scale)
    {
        if (Known.TryGetValue(scale, out BucketSlots? known))
        {
            return known;
        }

        var slots = new BucketSlots(scale);
        return Known.Count < MostKnown ? Known.GetOrAdd(scale, slots) : slots;
    }

    private static int EndOf(int bucket, ValueScale scale, int from)
    {
        int beyond = scale.Layout.Length;
        while (from < beyond)
        {
            int middle = (int)(((long)from + beyond) / 2);
            (from, beyond) = NativeBuckets.IndexOf(scale.ValueAt(middle)) > bucket ? (from, middle) : (middle + 1, beyond);
        }

        return from;
    }
}
