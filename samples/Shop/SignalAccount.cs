namespace Shop;

/// <summary>What a service says became of the records of one signal.</summary>
internal sealed record SignalAccount(string Signal, long Accepted, long Delivered, long Buffered, IReadOnlyDictionary<string, long> Dropped)
{
    public long DroppedTotal => Dropped.Values.Sum();
}
