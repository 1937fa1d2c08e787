using System.Diagnostics;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests;

/// <summary>The end of a queue, from wherever it is brought about, however often, and whatever else is going on.</summary>
public sealed class EndOfQueueTests(ITestOutputHelper output)
{
    private const int Writers = 64;
    private const int RecordsEach = 20;

    [Fact]
    public async Task F29_disposed_of_twice_among_64_writers_it_counts_every_record_and_never_hangs()
    {
        int runs = Nightly.Rounds(200, 10_000);
        using var crowd = new WriterCrowd(Writers);
        long stopped = 0;
        TimeSpan longest = TimeSpan.Zero;
        for (int run = 0; run < runs; run++)
        {
            var sender = new CollectingSender();
            // Longer than anybody waits below: a stop that needs its deadline is one that hangs.
            DeliveryQueue queue = Queues.Create(sender, static o => o.StopTimeout = Patience.Limit * 2);
            crowd.Begin(() => Write(queue));
            long begun = Stopwatch.GetTimestamp();
            await Wait.ForAsync(
                Task.WhenAll(queue.DisposeAsync().AsTask(), queue.DisposeAsync().AsTask(), queue.FlushAsync(CancellationToken.None)));
            longest = Stopwatch.GetElapsedTime(begun) is var took && took > longest ? took : longest;
            crowd.AwaitEnd();
            queue.TryEnqueue("after").Should().BeFalse();
            await Wait.ForAsync(queue.FlushAsync(CancellationToken.None));

            DeliveryAccount account = queue.GetAccount();
            account.ShouldBalance();
            (account.Accepted, account.Buffered, account.Delivered).Should().Be(((Writers * RecordsEach) + 1, 0, sender.Taken.Count));
            account.Dropped.Keys.Should().Equal(DropReasons.Stopped);
            stopped += account.Dropped[DropReasons.Stopped];
        }

        output.WriteLine(
            $"{runs} runs, {runs * Writers * RecordsEach} records offered, {stopped} of them and of those after it too late; " +
            $"the longest end took {longest.TotalMilliseconds:F0} ms.");
        if (Nightly.IsNow)
        {
            longest.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task F29_a_flush_begun_inside_a_callback_ends_after_it()
    {
        DeliveryQueue? queue = null;
        Task? inner = null;
        var sender = new CollectingSender { OnCall = () => inner ??= queue!.FlushAsync(CancellationToken.None) };
        queue = Queues.Create(sender);
        queue.EnqueueAll(["a", "b"]);

        await queue.FlushAsync();
        await Wait.ForAsync(inner!);

        sender.Taken.Should().Equal("a", "b");
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task F29_a_flush_awaited_inside_a_callback_ends_with_the_time_of_the_attempt()
    {
        var time = new ManualTimeProvider();
        var sender = new SelfFlushingSender();
        DeliveryQueue queue = Queues.Create(sender, static o => o.SendTimeout = TimeSpan.FromSeconds(10), time);
        sender.Queue = queue;

        queue.TryEnqueue("a");
        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => queue.GetAccount().Delivered == 1);

        sender.Calls.Should().BeGreaterThan(1);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task F29_a_stop_inside_a_callback_ends_in_time_and_counts_what_was_under_way()
    {
        DeliveryQueue? queue = null;
        var sender = new CollectingSender { OnCall = () => queue!.Dispose() };
        queue = Queues.Create(
            sender,
            static o => (o.StopTimeout, o.MaxBatchCount, o.MaxBatchDelay) = (TimeSpan.FromMilliseconds(50), 2, TimeSpan.FromHours(1)));

        queue.EnqueueAll(["a", "b"]);
        Wait.Until(() => queue.GetAccount().Buffered == 0);

        await Wait.ForAsync(queue.DisposeAsync().AsTask());
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.Stopped] = 2 });
        queue.GetAccount().ShouldBalance();
    }

    private static void Write(DeliveryQueue queue)
    {
        for (int i = 0; i < RecordsEach; i++)
        {
            queue.TryEnqueue("record");
        }
    }

    private sealed class SelfFlushingSender : IBatchSender
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public DeliveryQueue? Queue { get; set; }

        public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _calls) == 1)
            {
                await Queue!.FlushAsync(cancellationToken);
            }

            return SendResult.Delivered;
        }
    }
}
