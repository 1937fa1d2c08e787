namespace Obs.Delivery.Sending;

/// <summary>How an attempt to get rid of a run of records ended.</summary>
internal enum Resolution
{
    /// <summary>Every record was delivered at once.</summary>
    Delivered,

    /// <summary>Every record has its fate, and at least one was dropped.</summary>
    Lossy,

    /// <summary>The queue had to stop first.</summary>
    Stopped,
}
