namespace Obs.Delivery;

/// <summary>The reasons for which a queue itself drops a record. Senders add their own.</summary>
public static class DropReasons
{
    /// <summary>The buffer held as many bytes as it may; the newest record is the one lost.</summary>
    public const string BufferFull = "buffer_full";

    /// <summary>The record alone is larger than a batch or the buffer may be.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The queue was stopped before the record could be sent, or before it came.</summary>
    public const string Stopped = "stopped";

    /// <summary>The sender itself fails whenever it is given this record.</summary>
    public const string SenderError = "sender_error";

    /// <summary>The record waited so long that its receiver would no longer take it; see <see cref="DeliveryOptions.MaxAge"/>.</summary>
    public const string TooOld = "too_old";

    /// <summary>The record was on the disk and could not be read any more. A file with a damaged end counts as one record.</summary>
    public const string SpoolDamaged = "spool_damaged";

    /// <summary>Stands for all further reasons once a queue has counted 64 different ones.</summary>
    public const string Other = "other";
}
