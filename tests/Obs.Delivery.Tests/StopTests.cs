using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

public sealed class StopTests
{
    [Fact]
    public async Task Stopping_sends_what_is_buffered_without_waiting_for_more()
    {
        var sender = new CollectingSender();
        DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = TimeSpan.FromHours(1), new ManualTimeProvider());

        queue.EnqueueAll(["a", "b"]);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        sender.Taken.Should().Equal("a", "b");
        queue.TryEnqueue("late").Should().BeFalse();
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.Stopped] = 1 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hanging_sender_holds_up_a_stop_no_longer_than_the_timeout(bool heedsCancellation)
    {
        var time = new ManualTimeProvider();
        var sender = new HangingSender(int.MaxValue, heedsCancellation);
        DeliveryQueue queue = Queues.Create(sender, static o => (o.MaxBatchCount, o.StopTimeout) = (2, TimeSpan.FromSeconds(5)), time);
        queue.EnqueueAll(["a", "b", "c"]);
        Wait.Advancing(time, TimeSpan.FromMilliseconds(10), () => sender.Calls > 0);
        long start = time.GetTimestamp();

        Task stop = queue.DisposeAsync().AsTask();
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => stop.IsCompleted);
        await stop;

        time.GetElapsedTime(start).Should().BeGreaterThan(TimeSpan.FromSeconds(2.5));
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.Stopped] = 3 });
        queue.GetAccount().Buffered.Should().Be(0);
        queue.GetAccount().BufferedBytes.Should().Be(0);
    }

    [Fact]
    public async Task A_sender_that_blocks_the_thread_is_left_behind_and_what_it_says_later_is_not_counted()
    {
        using var gate = new ManualResetEventSlim();
        using var called = new ManualResetEventSlim();
        var sender = new CollectingSender
        {
            OnCall = () =>
            {
                called.Set();
                gate.Wait(Patience.Limit);
            },
        };
        DeliveryQueue queue = Queues.Create(sender, static o => o.StopTimeout = TimeSpan.FromMilliseconds(50));
        queue.EnqueueAll(["a", "b"]);
        called.Wait(Patience.Limit).Should().BeTrue();

        queue.Dispose();
        gate.Set();
        Wait.Until(() => sender.Taken.Count > 0);

        await Wait.ForAsync(queue.DisposeAsync().AsTask());
        queue.GetAccount().Delivered.Should().Be(0);
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.Stopped] = 2 });
    }

    [Fact]
    public async Task A_stop_during_a_retry_gives_up_at_the_deadline()
    {
        var time = new ManualTimeProvider();
        var sender = new CollectingSender(static _ => SendResult.Retry("unavailable", TimeSpan.FromSeconds(60)));
        DeliveryQueue queue = Queues.Create(sender, null, time);
        queue.EnqueueAll(["a", "b"]);

        Task stop = queue.DisposeAsync().AsTask();
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => stop.IsCompleted);

        await stop;
        queue.GetAccount().Dropped[DropReasons.Stopped].Should().Be(2);
    }

    [Fact]
    public async Task A_flush_ends_when_the_queue_does()
    {
        var sender = new CollectingSender(static _ => SendResult.Retry("unavailable"));
        DeliveryQueue queue = Queues.Create(sender, static o => o.StopTimeout = TimeSpan.Zero);
        queue.TryEnqueue("record");

        Task flush = queue.FlushAsync(CancellationToken.None);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        await Wait.ForAsync(flush);
        await Wait.ForAsync(queue.FlushAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_flush_ends_the_wait_and_not_the_delivery()
    {
        using var gate = new ManualResetEventSlim();
        var sender = new CollectingSender { OnCall = () => gate.Wait(Patience.Limit) };
        await using DeliveryQueue queue = Queues.Create(sender);
        queue.TryEnqueue("record");

        using var cancelled = new CancellationTokenSource();
        Task flush = queue.FlushAsync(cancelled.Token);
        await cancelled.CancelAsync();

        await flush.Invoking(static f => f).Should().ThrowAsync<OperationCanceledException>();
        gate.Set();
        await queue.FlushAsync();
        sender.Taken.Should().Equal("record");
    }

    [Fact]
    public void F32_neither_delivery_nor_a_stop_needs_the_thread_pool()
    {
        var sender = new CollectingSender();
        DeliveryQueue queue = Queues.Create(sender, static o => o.StopTimeout = Patience.Limit);
        using var pool = new StarvedPool();

        queue.TryEnqueue("in time");
        Wait.Until(() => sender.Taken.Count == 1);
        queue.TryEnqueue("last");
        queue.Dispose();

        StarvedPool.IsStarved.Should().BeTrue();
        sender.Taken.Should().Equal("in time", "last");
    }
}
