using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Obs.Delivery;

namespace Obs.Benchmarks;

/// <summary>Handing a record of one kibibyte to the sending thread. Budget: 0 B, where a channel of arrays pays for the copy.</summary>
[MemoryDiagnoser]
public class DeliveryBenchmarks : IDisposable
{
    // As much as fits, so that nothing is dropped; then everything is sent, so that the next burst finds room.
    private const int Burst = 512;

    private readonly byte[] _record = new byte[1_024];
    private readonly DeliveryAccounts _accounts = new();
    private readonly Channel<byte[]> _channel = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(16_384) { FullMode = BoundedChannelFullMode.DropWrite });

    private DeliveryQueue _queue = null!;

    [GlobalSetup(Target = nameof(Queue))]
    public void SetUpQueue()
    {
        var options = new DeliveryOptions { MaxBatchCount = 1_000, MaxBatchBytes = 1 << 20 };
        _queue = new DeliveryQueue("traces", new NullSender(), options, TimeProvider.System, _accounts);
    }

    [Benchmark(Baseline = true, Description = "Bounded channel of arrays", OperationsPerInvoke = Burst)]
    public void Copying()
    {
        for (int i = 0; i < Burst; i++)
        {
            _channel.Writer.TryWrite(_record.AsSpan().ToArray());
        }

        while (_channel.Reader.TryRead(out _))
        {
        }
    }

    [Benchmark(OperationsPerInvoke = Burst)]
    [Budget(Bytes = 0)]
    public async Task Queue()
    {
        for (int i = 0; i < Burst; i++)
        {
            _queue.TryEnqueue(_record);
        }

        await _queue.FlushAsync(CancellationToken.None);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _queue?.Dispose();
        _accounts.Dispose();
        GC.SuppressFinalize(this);
    }
}
