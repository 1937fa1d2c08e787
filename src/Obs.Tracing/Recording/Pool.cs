namespace Obs.Tracing;

/// <summary>A few objects kept for the next user, without a lock. What does not fit is left to the garbage collector.</summary>
internal sealed class Pool<T>(int size)
    where T : class, new()
{
    private readonly T?[] _items = new T?[size];

    public T Rent()
    {
        for (int i = 0; i < _items.Length; i++)
        {
            if (Volatile.Read(ref _items[i]) is not null && Interlocked.Exchange(ref _items[i], null) is { } item)
            {
                return item;
            }
        }

        return new T();
    }

    public void Return(T item)
    {
        for (int i = 0; i < _items.Length; i++)
        {
            if (Volatile.Read(ref _items[i]) is null && Interlocked.CompareExchange(ref _items[i], item, null) is null)
            {
                return;
            }
        }
    }
}
