using System.Numerics;

namespace Obs.Tracing;

/// <summary>A few objects kept for the next user, without a lock. What does not fit is left to the garbage collector.</summary>
/// <remarks>Threads begin to look at different places, each a cache line away from the next: they take what they gave back themselves,
/// and not the line that another processor has just written. Few begin far from the front: what is there is found soon.</remarks>
internal sealed class Pool<T>(int size)
    where T : class, new()
{
    private const int Stride = 8; // References in a cache line of 64 bytes.

    private readonly T?[] _items = new T?[size * Stride];
    private readonly int _starts = StartsFor(size); // A power of two: a division would cost more than the rest.

    public T Rent()
    {
        int place = First();
        for (int i = 0; i < size; i++)
        {
            if (Volatile.Read(ref _items[place]) is not null && Interlocked.Exchange(ref _items[place], null) is { } item)
            {
                return item;
            }

            place = Next(place);
        }

        return new T();
    }

    public void Return(T item)
    {
        int place = First();
        for (int i = 0; i < size; i++)
        {
            if (Volatile.Read(ref _items[place]) is null && Interlocked.CompareExchange(ref _items[place], item, null) is null)
            {
                return;
            }

            place = Next(place);
        }
    }

    private static int StartsFor(int size) =>
        1 << BitOperations.Log2((uint)Math.Min(size, Environment.ProcessorCount * 4));

    private int First() => (Environment.CurrentManagedThreadId & (_starts - 1)) * Stride;

    private int Next(int place) => place + Stride == _items.Length ? 0 : place + Stride;
}
