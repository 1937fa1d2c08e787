namespace Obs.Delivery;

/// <summary>The last stage of delivery: speaks one wire protocol and says what became of a batch.</summary>
/// <remarks>
/// Called by one thread at a time, the queue's own, so an implementation needs no locks. One that completes synchronously goes on
/// working while the application's thread pool is starved. What it throws counts as a failed attempt and never reaches the application.
/// </remarks>
public interface IBatchSender
{
    /// <summary>Sets the limits of the wire (records and bytes in a batch) before the queue is made. What the user has chosen is set
    /// already and should be left alone. A sender whose wire knows no limits need not implement this.</summary>
    /// <param name="options">The options of the queue in front of the sender.</param>
    public void Configure(DeliveryOptions options)
    {
    }

    /// <summary>Says with what other records one can share a request. The limits of a batch hold for each group in it, and a batch leaves
    /// before its time as soon as one group is full: so a sender that makes one request for each group makes as few as there can
    /// be. Called on the queue's own thread, once for each record; should not allocate.</summary>
    /// <param name="record">A record that waits to be sent.</param>
    /// <returns>What all records of the group have in common, such as a part of the record: at most 64 groups travel in one batch. Empty
    /// where all records can share a request, as by default.</returns>
    public ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> record) => default;

    /// <summary>Sends one batch.</summary>
    /// <param name="batch">One record or more, in the order they were accepted; valid only until the returned task completes.</param>
    /// <param name="cancellationToken">Cancelled when the attempt has taken too long or the queue must stop.</param>
    /// <returns>What became of the records.</returns>
    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken);
}
