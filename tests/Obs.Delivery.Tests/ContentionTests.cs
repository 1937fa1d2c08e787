using System.Buffers.Binary;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

/// <summary>Many writers at full rate: whatever happens to a record, it happens once and is counted once.</summary>
public sealed class ContentionTests
{
    private const int Writers = 64;
    private const int RecordsEach = 5_000;

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(512 * 1024)]
    [InlineData(64 * 1024 * 1024)]
    public async Task Accounts_are_exact_under_contention(int bufferBytes)
    {
        var sender = new CountingSender();
        DeliveryQueue queue = Queues.Create(sender, o => o.BufferBytes = bufferBytes);
        long refused = 0;

        using (var reading = new CancellationTokenSource())
        {
            var reader = Task.Run(() => ReadAccounts(queue, reading.Token));
            refused = Write(queue);
            await reading.CancelAsync();
            await reader;
        }

        await queue.FlushAsync();
        DeliveryAccount account = queue.GetAccount();
        await queue.DisposeAsync();

        account.Accepted.Should().Be(Writers * RecordsEach);
        account.Buffered.Should().Be(0);
        account.BufferedBytes.Should().Be(0);
        account.Delivered.Should().Be(sender.Records);
        account.Dropped.GetValueOrDefault(DropReasons.BufferFull).Should().Be(refused);
        sender.Broken.Should().Be(0);
        sender.OutOfOrder.Should().Be(0);
    }

    [Fact]
    public async Task Every_record_offered_during_a_stop_is_counted_under_contention()
    {
        for (int run = 0; run < 50; run++)
        {
            var sender = new CountingSender();
            DeliveryQueue queue = Queues.Create(sender, static o => o.StopTimeout = TimeSpan.FromMilliseconds(5));
            long taken = 0;
            using var started = new CountdownEvent(8);
            Thread[] writers = [.. Enumerable.Range(0, 8).Select(writer => new Thread(() =>
            {
                started.Signal();
                for (int i = 0; i < 500; i++)
                {
                    Interlocked.Add(ref taken, queue.TryEnqueue(Record(writer, i)) ? 1 : 0);
                }
            }))];

            Array.ForEach(writers, static writer => writer.Start());
            started.Wait(Patience.Limit).Should().BeTrue();
            await Wait.ForAsync(Task.WhenAll(queue.DisposeAsync().AsTask(), queue.DisposeAsync().AsTask(), Task.Run(queue.Dispose)));
            Array.ForEach(writers, static writer => writer.Join());

            DeliveryAccount account = queue.GetAccount();
            account.Accepted.Should().Be(8 * 500);
            account.Buffered.Should().Be(0);
            account.ShouldBalance();
            sender.Records.Should().BeLessThanOrEqualTo(taken);
        }
    }

    private static void ReadAccounts(DeliveryQueue queue, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            DeliveryAccount account = queue.GetAccount();
            account.ShouldBalance();
            account.Buffered.Should().BeGreaterThanOrEqualTo(0);
        }
    }

    private static long Write(DeliveryQueue queue)
    {
        long refused = 0;
        using var start = new Barrier(Writers);
        Thread[] writers = [.. Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            start.SignalAndWait();
            for (int i = 0; i < RecordsEach; i++)
            {
                Interlocked.Add(ref refused, queue.TryEnqueue(Record(writer, i)) ? 0 : 1);
            }
        }))];

        Array.ForEach(writers, static writer => writer.Start());
        Array.ForEach(writers, static writer => writer.Join());
        return refused;
    }

    // The writer, its count, then as many bytes of its number as the count says: a torn or mixed record shows.
    private static byte[] Record(int writer, int count)
    {
        byte[] record = new byte[8 + (count % 300)];
        record.AsSpan().Fill((byte)writer);
        BinaryPrimitives.WriteInt32LittleEndian(record, writer);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), count);
        return record;
    }

    private sealed class CountingSender : IBatchSender
    {
        private readonly int[] _last = [.. Enumerable.Repeat(-1, Writers)];

        public long Records { get; private set; }

        public long Broken { get; private set; }

        public long OutOfOrder { get; private set; }

        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ReadOnlySpan<byte> record = batch[i].Span;
                int writer = BinaryPrimitives.ReadInt32LittleEndian(record);
                int count = BinaryPrimitives.ReadInt32LittleEndian(record[4..]);
                Broken += record.Length != 8 + (count % 300) || record[8..].ContainsAnyExcept((byte)writer) ? 1 : 0;
                OutOfOrder += count <= _last[writer] ? 1 : 0;
                _last[writer] = count;
            }

            Records += batch.Count;
            return new ValueTask<SendResult>(SendResult.Delivered);
        }
    }
}
