namespace Obs.Metrics;

/// <summary>The buckets of a histogram that hold something, by rising value. Enumerating them allocates nothing.</summary>
public readonly ref struct HistogramBuckets
{
    private readonly HistogramSnapshot _snapshot;

    internal HistogramBuckets(HistogramSnapshot snapshot) => _snapshot = snapshot;

    /// <summary>Starts at the lowest bucket.</summary>
    public Enumerator GetEnumerator() => new(_snapshot);

    /// <summary>Copies the buckets.</summary>
    public HistogramBucket[] ToArray()
    {
        var buckets = new HistogramBucket[_snapshot.BucketCount];
        int i = 0;
        foreach (HistogramBucket bucket in this)
        {
            buckets[i++] = bucket;
        }

        return buckets;
    }

    /// <summary>A place in the buckets of a histogram.</summary>
    public ref struct Enumerator
    {
        private readonly ValueScale _scale;
        private CountsReader _counts;

        internal Enumerator(HistogramSnapshot snapshot)
        {
            _scale = snapshot.Scale;
            _counts = new CountsReader(snapshot.EncodedCounts.Span);
        }

        /// <summary>The bucket at this place.</summary>
        public readonly HistogramBucket Current => new(_scale, _counts.Slot, _counts.Count);

        /// <summary>Goes on to the next bucket; false when there is none.</summary>
        public bool MoveNext() => _counts.MoveNext();
    }
}
