namespace Obs.Delivery.Tests.Support;

/// <summary>A receiver that accepts the connection and then says nothing, for its first calls.</summary>
internal sealed class HangingSender(int hangs, bool heedsCancellation = true) : IBatchSender
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _calls) <= hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, heedsCancellation ? cancellationToken : CancellationToken.None);
        }

        return SendResult.Delivered;
    }
}
