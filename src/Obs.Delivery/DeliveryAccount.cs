namespace Obs.Delivery;

/// <summary>What one signal accepted and what became of it: accepted = delivered + dropped + buffered, exactly, at every moment.</summary>
public sealed class DeliveryAccount
{
    internal DeliveryAccount()
    {
    }

    /// <summary>The signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public string Signal { get; internal init; } = "";

    /// <summary>Records handed over, those that had to be dropped at once and those an earlier process left in the spool
    /// included.</summary>
    public long Accepted { get; internal init; }

    /// <summary>Records the receiver has taken.</summary>
    public long Delivered { get; internal init; }

    /// <summary>Records waiting or being sent, in memory or in the spool. Once the queue is stopped: those that the spool keeps for the
    /// next process.</summary>
    public long Buffered { get; internal init; }

    /// <summary>Bytes of the records waiting or being sent.</summary>
    public long BufferedBytes { get; internal init; }

    /// <summary>Records lost, by reason; see <see cref="DropReasons"/>.</summary>
    public IReadOnlyDictionary<string, long> Dropped { get; internal init; } = new Dictionary<string, long>();

    /// <summary>Records among <see cref="Buffered"/> that lie in the spool and survive the process.</summary>
    public long Spooled { get; internal init; }

    /// <summary>Bytes the spool takes on the disk.</summary>
    public long SpooledBytes { get; internal init; }

    /// <summary>Records among <see cref="Accepted"/> that an earlier process left in the spool.</summary>
    public long Replayed { get; internal init; }

    /// <summary>How often the disk refused, or the spool was full, so that records stayed in memory.</summary>
    public long SpoolRefusals { get; internal init; }

    internal bool HasSpool { get; init; }

    /// <summary>The account in one line, as it is written when a service stops.</summary>
    public override string ToString()
    {
        string reasons = string.Join(
            ", ", Dropped.OrderBy(static d => d.Key, StringComparer.Ordinal).Select(static d => $"{d.Key} {d.Value}"));
        string dropped = reasons.Length == 0 ? "" : $" ({reasons})";
        string spooled = HasSpool ? $" (spooled {Spooled})" : "";
        return $"{Signal}: accepted {Accepted} = delivered {Delivered} + dropped {Dropped.Values.Sum()}{dropped} + buffered {Buffered}{spooled}";
    }
}
