using Obs.Delivery;
using Obs.Logging.Sinks;

namespace Obs.Benchmarks;

/// <summary>Takes everything at once: what is measured ends at the sender.</summary>
internal sealed class NullSender : ILogSink
{
    public void Configure(DeliveryOptions options)
    {
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken) =>
        ValueTask.FromResult(SendResult.Delivered);
}
