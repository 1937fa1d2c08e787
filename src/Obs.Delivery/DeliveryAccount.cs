namespace Obs.Delivery;

/// <summary>What one signal accepted and what became of it: accepted = delivered + dropped + buffered, exactly, at every moment.</summary>
public sealed class DeliveryAccount
{
    internal DeliveryAccount(
        string signal, long accepted, long delivered, long buffered, long bufferedBytes, IReadOnlyDictionary<string, long> dropped)
    {
        Signal = signal;
        Accepted = accepted;
        Delivered = delivered;
        Buffered = buffered;
        BufferedBytes = bufferedBytes;
        Dropped = dropped;
    }

    /// <summary>The signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public string Signal { get; }

    /// <summary>Records handed over, those that had to be dropped at once included.</summary>
    public long Accepted { get; }

    /// <summary>Records the receiver has taken.</summary>
    public long Delivered { get; }

    /// <summary>Records waiting or being sent.</summary>
    public long Buffered { get; }

    /// <summary>Bytes of the records waiting or being sent.</summary>
    public long BufferedBytes { get; }

    /// <summary>Records lost, by reason; see <see cref="DropReasons"/>.</summary>
    public IReadOnlyDictionary<string, long> Dropped { get; }

    /// <summary>The account in one line, as it is written when a service stops.</summary>
    public override string ToString()
    {
        string reasons = string.Join(", ", Dropped.OrderBy(static d => d.Key, StringComparer.Ordinal).Select(static d => $"{d.Key} {d.Value}"));
        string dropped = reasons.Length == 0 ? "" : $" ({reasons})";
        return $"{Signal}: accepted {Accepted} = delivered {Delivered} + dropped {Dropped.Values.Sum()}{dropped} + buffered {Buffered}";
    }
}
