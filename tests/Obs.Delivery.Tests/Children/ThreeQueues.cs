using System.Text;
using Obs.Delivery.Tests.Support;

namespace Obs.Delivery.Tests.Children;

/// <summary>A queue for each signal, as a service has them; disposed of one after the other, as a container does.</summary>
internal sealed class ThreeQueues : IAsyncDisposable
{
    private readonly DeliveryQueue[] _queues;

    public ThreeQueues(DeliveryAccounts accounts, Func<IBatchSender> sender, string? spool, TimeSpan timeToStop)
    {
        IBatchSender shared = sender();
        _queues =
        [
            .. new[] { "traces", "metrics", "logs" }.Select(signal =>
            {
                var options = new DeliveryOptions
                {
                    MaxBatchDelay = TimeSpan.FromMinutes(5),
                    MaxBatchCount = 100_000,
                    StopTimeout = timeToStop,
                };
                new DeliveryServiceOptions { SpoolPath = spool, SpoolWait = TimeSpan.FromSeconds(1) }.ApplyTo(options, "child", signal);
                return new DeliveryQueue(signal, shared, options, TimeProvider.System, accounts);
            }),
        ];
    }

    public void Enqueue(string record) => Array.ForEach(_queues, queue => queue.TryEnqueue(record));

    /// <summary>Hands a record to each queue as one that tells why the process ends; false if one of them may not be on the disk.</summary>
    public bool TrySecure(string record) =>
        _queues.Aggregate(
            true, (all, queue) => queue.TryEnqueueUrgent(Encoding.UTF8.GetBytes(record), out bool isOnDisk) && isOnDisk && all);

    public long Buffered => _queues.Sum(static queue => queue.GetAccount().Buffered);

    public Task FlushAsync() => Task.WhenAll(_queues.Select(static queue => queue.FlushAsync(CancellationToken.None)));

    /// <summary>Waits until so many records of each signal are on the disk.</summary>
    public void AwaitSpooled(int records) => Wait.Until(() => Array.TrueForAll(_queues, queue => queue.Counters.EverSpooled >= records));

    public async ValueTask DisposeAsync()
    {
        foreach (DeliveryQueue queue in _queues)
        {
            await queue.DisposeAsync();
        }
    }
}
