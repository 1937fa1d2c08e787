namespace Obs.Delivery.Buffering;

/// <summary>A few empty pages kept for reuse, so that a steady flow allocates nothing.</summary>
internal sealed class PagePool(int capacity)
{
    private readonly BufferPage?[] _slots = new BufferPage?[capacity];

    public BufferPage? TryTake()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (Volatile.Read(ref _slots[i]) is not null && Interlocked.Exchange(ref _slots[i], null) is { } page)
            {
                return page;
            }
        }

        return null;
    }

    /// <summary>Keeps a page, or leaves it to the garbage collector when enough are kept.</summary>
    public void Return(BufferPage page)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (Volatile.Read(ref _slots[i]) is null && Interlocked.CompareExchange(ref _slots[i], page, null) is null)
            {
                return;
            }
        }
    }
}
