using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

public sealed class DeliveryQueueTests
{
    [Fact]
    public async Task Only_full_batches_leave_before_their_time()
    {
        var time = new ManualTimeProvider();
        using var gate = new ManualResetEventSlim();
        var sender = new CollectingSender { OnCall = () => gate.Wait(Patience.Limit) };
        await using DeliveryQueue queue = Queues.Create(
            sender, static o => (o.MaxBatchCount, o.MaxBatchDelay) = (10, TimeSpan.FromSeconds(1)), time);

        queue.EnqueueAll(Enumerable.Range(0, 10).Select(static i => $"{i}"));
        Wait.Until(() => sender.Calls == 1);
        queue.EnqueueAll(Enumerable.Range(10, 25).Select(static i => $"{i}"));
        gate.Set();
        Wait.Until(() => queue.GetAccount().Delivered == 30);

        queue.GetAccount().Buffered.Should().Be(5);
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Delivered == 35);
        sender.BatchSizes.Should().Equal(10, 10, 10, 5);
    }

    [Fact]
    public async Task Records_arrive_whole_and_in_order()
    {
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender);
        string[] records = [.. Enumerable.Range(0, 5_000).Select(i => $"{i}:{new string('x', i % 700)}")];

        queue.EnqueueAll(records);
        await queue.FlushAsync();

        sender.Taken.Should().Equal(records);
        queue.GetAccount().Delivered.Should().Be(5_000);
        queue.GetAccount().BufferedBytes.Should().Be(0);
    }

    [Fact]
    public async Task Batches_keep_to_the_count_and_to_the_bytes_the_wire_adds()
    {
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender, o =>
        {
            o.MaxBatchCount = 7;
            o.MaxBatchBytes = 1024;
            o.RecordOverheadBytes = 156;
        });

        queue.EnqueueAll(Enumerable.Repeat(new string('x', 100), 16));
        queue.EnqueueAll(Enumerable.Repeat("y", 15));
        await queue.FlushAsync();

        sender.Taken.Should().HaveCount(31);
        sender.BatchSizes.Should().OnlyContain(size => size <= 6, "1,024 bytes hold six records of 157 and four of 256");
    }

    [Fact]
    public async Task A_record_larger_than_a_batch_is_dropped_and_counted()
    {
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchBytes = 1024);

        queue.TryEnqueue(new string('x', 1024)).Should().BeTrue();
        queue.TryEnqueue(new string('x', 1025)).Should().BeFalse();

        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.TooLarge] = 1 });
        queue.GetAccount().Accepted.Should().Be(2);
    }

    [Fact]
    public async Task A_record_larger_than_a_page_passes_as_often_as_the_buffer_is_empty()
    {
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.BufferBytes = 64 * 1024);
        string large = new('x', 56 * 1024 - 4);

        for (int i = 0; i < 20; i++)
        {
            queue.TryEnqueue("small").Should().BeTrue();
            await queue.FlushAsync();
            queue.TryEnqueue(large).Should().BeTrue();
            await queue.FlushAsync();
        }

        queue.TryEnqueue(large + "x").Should().BeFalse();
        sender.Taken.Should().HaveCount(40);
    }

    [Fact]
    public async Task A_full_buffer_drops_the_newest_and_recovers()
    {
        using var gate = new ManualResetEventSlim();
        var sender = new CollectingSender { OnCall = () => gate.Wait(Patience.Limit) };
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.BufferBytes = 64 * 1024);
        string[] records = [.. Enumerable.Range(0, 2_000).Select(static i => $"{i:D100}")];

        int accepted = records.Count(queue.TryEnqueue);
        queue.GetAccount().ShouldBalance();
        gate.Set();
        await queue.FlushAsync();

        accepted.Should().BeInRange(500, 650, "64 KiB hold 630 records of 104 bytes, less what does not fill a page");
        sender.Taken.Should().Equal(records.Take(accepted));
        queue.GetAccount().Dropped[DropReasons.BufferFull].Should().Be(2_000 - accepted);
        queue.TryEnqueue("again").Should().BeTrue();
    }

    [Fact]
    public async Task A_lone_record_waits_for_others_no_longer_than_the_delay()
    {
        var time = new ManualTimeProvider();
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = TimeSpan.FromSeconds(30), time);

        Wait.Until(() => time.ArmedTimers == 1);
        queue.TryEnqueue("first");
        queue.TryEnqueue("second");
        time.Advance(TimeSpan.FromSeconds(29));
        int early = sender.Calls;
        time.Advance(TimeSpan.FromSeconds(1));

        early.Should().Be(0);
        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => sender.Taken.Count == 2);
        sender.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_full_batch_does_not_wait()
    {
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(
            sender, static o => (o.MaxBatchDelay, o.MaxBatchCount) = (TimeSpan.FromHours(1), 10), new ManualTimeProvider());

        queue.EnqueueAll(Enumerable.Range(0, 25).Select(static i => $"{i}"));

        Wait.Until(() => sender.Taken.Count >= 20);
    }

    [Fact]
    public async Task Without_a_delay_every_record_is_sent_at_once()
    {
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = TimeSpan.Zero, new ManualTimeProvider());

        for (int i = 1; i <= 50; i++)
        {
            queue.TryEnqueue("record");
            Wait.Until(() => sender.Taken.Count == i);
        }
    }

    [Fact]
    public async Task A_resting_queue_wakes_for_the_first_record()
    {
        var time = new ManualTimeProvider();
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = TimeSpan.FromSeconds(1), time);

        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => time.ArmedTimers == 0);
        queue.TryEnqueue("record");

        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => sender.Taken.Count == 1);
    }

    [Fact]
    public async Task What_the_caller_had_to_lose_is_in_the_account()
    {
        await using DeliveryQueue queue = Queues.Create(new CollectingSender());

        queue.Drop(DropReasons.TooLarge, 3);
        queue.Drop("invalid");
        queue.Drop("invalid", 0);
        queue.Drop(null!, -1);

        DeliveryAccount account = queue.GetAccount();
        account.Accepted.Should().Be(4);
        account.ToString().Should().Be("logs: accepted 4 = delivered 0 + dropped 4 (invalid 1, too_large 3) + buffered 0");
    }

    [Fact]
    public async Task The_sender_runs_on_the_queue_s_own_thread_without_the_caller_s_ambient_values()
    {
        var ambient = new AsyncLocal<string> { Value = "of the caller" };
        (string? Name, bool Pool, string? Ambient) seen = default;
        var sender = new CollectingSender
        {
            OnCall = () => seen = (Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread, ambient.Value),
        };
        await using DeliveryQueue queue = Queues.Create(sender);

        queue.TryEnqueue("record");
        await queue.FlushAsync();

        seen.Should().Be(("obs-logs", false, null));
    }

    [Fact]
    public void TryEnqueue_allocates_nothing_once_warm()
    {
        using var gate = new ManualResetEventSlim();
        var sender = new SilentSender(gate);
        using DeliveryQueue queue = Queues.Create(sender);
        byte[] record = new byte[200];

        // A backlog larger than any below leaves pages behind for it, however late the queue's thread gets a processor then.
        for (int i = 0; i < 5_000; i++)
        {
            queue.TryEnqueue(record);
        }

        gate.Set();

        Allocations.PerCall(
            () => queue.TryEnqueue(record), calls: 500, between: () => Wait.Until(() => queue.GetAccount().Buffered == 0)).Should().Be(0);
    }

    [Fact]
    public void Options_out_of_range_are_named_with_their_range()
    {
        Action create = static () => Queues.Create(new CollectingSender(), static o => o.BufferBytes = 1);

        create.Should().Throw<ArgumentOutOfRangeException>().WithMessage("BufferBytes must be 65536 to 1073741824; found 1.*");
    }

    private sealed class SilentSender(ManualResetEventSlim gate) : IBatchSender
    {
        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            gate.Wait(Patience.Limit, cancellationToken);
            return new(SendResult.Delivered);
        }
    }
}
