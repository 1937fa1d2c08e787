using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

/// <summary>Records that cannot all share a request.</summary>
public sealed class GroupTests
{
    private const int Limit = 10;

    // One below the limit, at it and above it, and the same of several requests.
    private static readonly int[] Counts = [0, 1, 9, 10, 11, 19, 20, 21, 35];

    [Fact]
    public async Task Groups_that_follow_each_other_take_the_fewest_requests_there_can_be()
    {
        foreach ((int a, int b, int c) in
            from a in Counts from b in Counts from c in new[] { 0, 1, 10, 15 } where a + b + c > 0 select (a, b, c))
        {
            GroupingSender sender = await SendAsync([.. Records('a', a), .. Records('b', b), .. Records('c', c)]);

            sender.Requests.Should().HaveCount(Least(a) + Least(b) + Least(c), $"of {a}, {b} and {c} records");
            sender.Requests.Should().OnlyContain(static request => request.Records <= Limit);
        }
    }

    [Fact]
    public async Task A_backlog_of_several_rounds_takes_no_more_than_each_round_alone()
    {
        foreach ((int a, int b) in from a in Counts from b in Counts where a + b > 0 select (a, b))
        {
            GroupingSender sender = await SendAsync(
                [.. Enumerable.Range(0, 5).SelectMany(_ => Records('a', a).Concat(Records('b', b)))]);

            sender.Requests.Count.Should().BeLessThanOrEqualTo(5 * (Least(a) + Least(b)), $"of 5 times {a} and {b} records");
        }
    }

    [Fact]
    public async Task Nothing_leaves_half_full_beside_a_group_that_is_full()
    {
        using var gate = new ManualResetEventSlim();
        var sender = new GroupingSender { OnCall = () => gate.Wait(Patience.Limit) };
        await using DeliveryQueue queue = Create(sender, new ManualTimeProvider());

        queue.EnqueueAll(Records('a', 10));
        Wait.Until(() => sender.IsCalled);
        queue.EnqueueAll([.. Records('a', 10), .. Records('b', 5)]);
        gate.Set();
        Wait.Until(() => queue.GetAccount().Delivered == 20);
        queue.EnqueueAll(Records('b', 5));
        await queue.FlushAsync();

        sender.Requests.Select(static request => request.Records).Should().Equal(10, 10, 10);
    }

    [Fact]
    public async Task The_limit_of_bytes_holds_for_each_group()
    {
        string wide = new('x', 255);

        GroupingSender sender = await SendAsync(
            [.. Enumerable.Repeat("a" + wide, 4), .. Enumerable.Repeat("b" + wide, 5), "c"], static o => o.MaxBatchBytes = 1024);

        sender.Requests.Select(static request => (request.Group, request.Bytes)).Should().BeEquivalentTo(
            [('a', 1024), ('b', 1024), ('b', 256), ('c', 1)]);
    }

    [Fact]
    public async Task A_batch_in_which_no_group_is_full_waits_for_its_time_and_one_in_which_one_is_does_not()
    {
        var time = new ManualTimeProvider();
        var sender = new GroupingSender();
        await using DeliveryQueue queue = Create(sender, time);

        queue.EnqueueAll(Records('a', 9).Concat(Records('b', 9)).Concat(Records('c', 9)));
        queue.TryEnqueue("b10");
        Wait.Until(() => queue.GetAccount().Delivered == 28);
        queue.EnqueueAll(Records('a', 9).Concat(Records('b', 9)));
        Wait.Until(() => time.ArmedTimers > 0);

        queue.GetAccount().Buffered.Should().Be(18, "neither group fills a request");
        Wait.Advancing(time, TimeSpan.FromMilliseconds(250), () => queue.GetAccount().Delivered == 46);
        sender.Requests.Select(static request => request.Records).Should().Equal(9, 10, 9, 9, 9);
    }

    [Fact]
    public async Task What_waits_for_its_group_to_fill_is_not_passed_over_by_a_flush_or_by_a_stop()
    {
        var sender = new GroupingSender();
        DeliveryQueue queue = Create(sender, new ManualTimeProvider());

        queue.EnqueueAll(Records('a', 9).Concat(Records('b', 9)));
        await queue.FlushAsync();
        int flushed = sender.Taken.Count;
        queue.EnqueueAll(Records('a', 9).Concat(Records('b', 9)));
        await queue.DisposeAsync();

        (flushed, sender.Taken.Count).Should().Be((18, 36));
        queue.GetAccount().ShouldBalance();
        queue.GetAccount().Dropped.Should().BeEmpty();
    }

    [Fact]
    public async Task Records_arrive_in_their_order_however_many_groups_a_sender_makes_up()
    {
        string[] records = [.. Enumerable.Range(0, 500).Select(static i => $"{(char)('!' + (i % 93))}{i}")];

        GroupingSender sender = await SendAsync(records);

        sender.Taken.Should().Equal(records);
    }

    [Fact]
    public async Task A_sender_that_throws_when_asked_gets_all_records_together()
    {
        var sender = new ThrowingSender();
        await using DeliveryQueue queue = Queues.Create(sender);

        queue.EnqueueAll(["a", "b"]);
        await queue.FlushAsync();

        (queue.GetAccount().Delivered, sender.Calls).Should().Be((2, 1));
    }

    [Fact]
    public async Task A_publication_is_not_cut_in_two_by_the_end_of_a_wait_that_began_before_it()
    {
        var time = new ManualTimeProvider();
        var sender = new GroupingSender();
        await using DeliveryQueue queue = Create(sender, time);

        // The thread waits since the beginning; at half of the delay it looks and finds nothing.
        Wait.Until(() => time.ArmedTimers == 1);
        time.Advance(TimeSpan.FromMilliseconds(500));
        Wait.Until(() => time.ArmedTimers == 1);
        time.Advance(TimeSpan.FromMilliseconds(400));
        queue.EnqueueAll(Records('a', 5));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Wait.Until(() => time.ArmedTimers == 1);
        queue.EnqueueAll(Records('a', 4));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Delivered == 9);

        sender.Requests.Should().Equal([('a', 9, 18)]);
    }

    private static IEnumerable<string> Records(char group, int count) => Enumerable.Range(0, count).Select(i => $"{group}{i}");

    private static int Least(int records) => (records + Limit - 1) / Limit;

    private static DeliveryQueue Create(IBatchSender sender, TimeProvider time, Action<DeliveryOptions>? configure = null) => Queues.Create(
        sender,
        o =>
        {
            (o.MaxBatchCount, o.MaxBatchDelay) = (Limit, TimeSpan.FromSeconds(1));
            configure?.Invoke(o);
        },
        time);

    // By a clock that stands still: nothing is sent because it has waited long enough.
    private static async Task<GroupingSender> SendAsync(string[] records, Action<DeliveryOptions>? configure = null)
    {
        var sender = new GroupingSender();
        await using DeliveryQueue queue = Create(sender, new ManualTimeProvider(), configure);
        queue.EnqueueAll(records);
        await queue.FlushAsync();
        queue.GetAccount().Delivered.Should().Be(records.Length);
        return sender;
    }

    private sealed class ThrowingSender : IBatchSender
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> record) => throw new NotSupportedException();

        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return ValueTask.FromResult(SendResult.Delivered);
        }
    }
}
