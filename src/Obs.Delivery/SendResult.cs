using Obs.Delivery.Sending;

namespace Obs.Delivery;

/// <summary>What became of one attempt to send a batch.</summary>
/// <remarks>Reasons are short lower-case words from a small fixed set (<c>throttled</c>, <c>network</c>): they become counters.</remarks>
public readonly struct SendResult
{
    private SendResult(SendOutcome outcome, string reason, TimeSpan? after, IReadOnlyList<RecordFailure> failures)
    {
        Outcome = outcome;
        Reason = reason;
        After = after;
        Failures = failures;
    }

    /// <summary>The receiver has taken every record.</summary>
    public static SendResult Delivered { get; } = new(SendOutcome.Delivered, "", null, []);

    internal SendOutcome Outcome { get; }

    internal string Reason { get; }

    internal TimeSpan? After { get; }

    internal IReadOnlyList<RecordFailure> Failures { get; }

    /// <summary>Nothing was taken, or nobody knows; the same records are sent again after a pause.</summary>
    /// <param name="reason">Why, such as <c>network</c>.</param>
    /// <param name="after">The pause the receiver asked for; kept between 100 milliseconds and 60 seconds.</param>
    public static SendResult Retry(string reason, TimeSpan? after = null) => new(SendOutcome.Retry, reason, after, []);

    /// <summary>The receiver refuses the batch because of at least one record in it; the batch is halved until those are found.</summary>
    /// <param name="reason">Why; the refused records are dropped with it.</param>
    public static SendResult Split(string reason) => new(SendOutcome.Split, reason, null, []);

    /// <summary>The receiver will never take these records; all are dropped.</summary>
    /// <param name="reason">Why, such as <c>denied</c>.</param>
    public static SendResult Drop(string reason) => new(SendOutcome.Drop, reason, null, []);

    /// <summary>The receiver has taken every record except the ones named.</summary>
    /// <param name="failures">The others, each to be dropped or sent again. A record named twice counts once, as first named.</param>
    /// <exception cref="ArgumentNullException"><paramref name="failures"/> is null.</exception>
    public static SendResult Partial(IReadOnlyList<RecordFailure> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        return new SendResult(SendOutcome.Partial, "", null, [.. failures]);
    }
}
