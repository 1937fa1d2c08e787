namespace Obs.Delivery;

/// <summary>One record of a batch that the receiver did not take while it took others.</summary>
public readonly struct RecordFailure
{
    private RecordFailure(int index, string reason, bool retry)
    {
        Index = index;
        Reason = reason;
        IsRetried = retry;
    }

    /// <summary>The record's place in the batch, from 0.</summary>
    public int Index { get; }

    /// <summary>Why, as a short lower-case word that a counter can carry.</summary>
    public string Reason { get; }

    /// <summary>Whether the record is sent again; otherwise it is dropped.</summary>
    public bool IsRetried { get; }

    /// <summary>A record that the receiver will never take.</summary>
    /// <param name="index">The record's place in the batch, from 0.</param>
    /// <param name="reason">A short lower-case word from a small fixed set, such as <c>too_old</c>.</param>
    public static RecordFailure Drop(int index, string reason) => new(index, reason, retry: false);

    /// <summary>A record that the receiver may take later.</summary>
    /// <param name="index">The record's place in the batch, from 0.</param>
    /// <param name="reason">A short lower-case word from a small fixed set, such as <c>throttled</c>.</param>
    public static RecordFailure Retry(int index, string reason) => new(index, reason, retry: true);
}
