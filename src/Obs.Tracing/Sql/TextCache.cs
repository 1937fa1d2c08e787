namespace Obs.Tracing.Sql;

/// <summary>A bounded cache from a text, read under some variant, to what was made of it. Holds at most <see cref="Slots"/>
/// texts.</summary>
/// <remarks>
/// Thread safety: every member may be called from any thread; there is no lock, and a lookup allocates nothing. Two threads may make the
/// same value; one of the two stays. Each text has two places it may be in, so that two busy texts rarely push each other out.
/// </remarks>
internal sealed class TextCache<TValue>
    where TValue : class
{
    private const int Slots = 512;

    // Longer texts are not worth the memory they would hold: 512 of these are 8 MiB.
    private const int MaxTextLength = 8_192;

    private readonly Entry?[] _entries = new Entry?[Slots];

    public TValue? Find(string text, int variant)
    {
        int hash = text.GetHashCode();
        Entry? first = Volatile.Read(ref _entries[FirstSlot(hash)]);
        if (first is not null && first.Matches(text, hash, variant))
        {
            return first.Value;
        }

        Entry? second = Volatile.Read(ref _entries[SecondSlot(hash)]);
        return second is not null && second.Matches(text, hash, variant) ? second.Value : null;
    }

    public void Keep(string text, int variant, TValue value)
    {
        if (text.Length > MaxTextLength)
        {
            return;
        }

        int hash = text.GetHashCode();
        ref Entry? first = ref _entries[FirstSlot(hash)];
        ref Entry? second = ref _entries[SecondSlot(hash)];

        // The one that has been there is moved to its second place rather than lost.
        Entry? moved = Volatile.Read(ref first);
        if (moved is not null && Volatile.Read(ref second) is not null)
        {
            Volatile.Write(ref _entries[SecondSlot(moved.Hash)], moved);
        }

        bool useSecond = moved is not null && Volatile.Read(ref second) is null;
        Volatile.Write(ref useSecond ? ref second : ref first, new Entry(text, hash, variant, value));
    }

    private static int FirstSlot(int hash) => hash & (Slots - 1);

    private static int SecondSlot(int hash) => (hash >> 16) & (Slots - 1);

    private sealed class Entry(string text, int hash, int variant, TValue value)
    {
        public int Hash => hash;

        public TValue Value => value;

        public bool Matches(string other, int otherHash, int otherVariant) =>
            hash == otherHash && variant == otherVariant && string.Equals(text, other);
    }
}
