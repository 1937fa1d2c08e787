namespace Obs.Delivery.Buffering;

/// <summary>What became of a record offered to the buffer.</summary>
internal enum EnqueueResult
{
    Enqueued,
    Full,
    Sealed,
}
