namespace Obs.Delivery.Sending;

/// <summary>The five things that can become of an attempt.</summary>
internal enum SendOutcome
{
    /// <summary>The value of a forgotten result: counted as a failed attempt, because success has to be claimed.</summary>
    Unknown,
    Delivered,
    Retry,
    Split,
    Drop,
    Partial,
}
