namespace Obs.Insights.Execution;

/// <summary>Numbers keys in the order of their arrival, from 0. The bytes of all keys lie in one array.</summary>
internal sealed class KeyTable(MemoryBudget budget)
{
    private const int EntryBytes = 32; // The entry, its bucket and room to grow.

    private int[] _buckets = new int[64];
    private Entry[] _entries = new Entry[64];
    private byte[] _keys = new byte[1_024];
    private int _keyBytes;

    private long _charged;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> KeyAt(int index) => _keys.AsSpan(_entries[index].Start, _entries[index].Length);

    public int GetOrAdd(ReadOnlySpan<byte> key, out bool isNew)
    {
        ulong hash = KeyHash.Of(key);
        for (int i = _buckets[Bucket(hash)] - 1; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash == hash && key.SequenceEqual(KeyAt(i)))
            {
                isNew = false;
                return i;
            }
        }

        isNew = true;
        return Add(key, hash);
    }

    /// <summary>Gives its memory back to the account, when nobody asks it any more.</summary>
    public void Release() => budget.Release(_charged);

    private int Add(ReadOnlySpan<byte> key, ulong hash)
    {
        long bytes = EntryBytes + (2L * key.Length);
        budget.Charge(bytes);
        _charged += bytes;
        if (Count == _entries.Length)
        {
            Grow();
        }

        if (_keyBytes + key.Length > _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(_keyBytes + key.Length, (int)Math.Min(_keys.Length * 2L, Array.MaxLength)));
        }

        key.CopyTo(_keys.AsSpan(_keyBytes));
        ref int bucket = ref _buckets[Bucket(hash)];
        _entries[Count] = new(hash, bucket - 1, _keyBytes, key.Length);
        _keyBytes += key.Length;
        bucket = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Count * 2);
        _buckets = new int[Count * 2];
        for (int i = 0; i < Count; i++)
        {
            ref int bucket = ref _buckets[Bucket(_entries[i].Hash)];
            _entries[i] = _entries[i] with { Next = bucket - 1 };
            bucket = i + 1;
        }
    }

    private int Bucket(ulong hash) => (int)(hash & (ulong)(_buckets.Length - 1));

    private readonly record struct Entry(ulong Hash, int Next, int Start, int Length);
}
