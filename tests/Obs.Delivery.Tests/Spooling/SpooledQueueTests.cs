using System.Globalization;
using Obs.Delivery.Tests.Spooling.Support;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Spooling;

/// <summary>A queue with a spool, on a simulated disk.</summary>
public sealed class SpooledQueueTests
{
    [Fact]
    public async Task Records_pass_through_in_order_and_leave_nothing_behind()
    {
        var disk = new SimulatedDisk();
        var sender = new CollectingSender();
        DeliveryQueue queue = SpooledQueues.Create(() => disk, sender, static o => o.MaxBatchCount = 37);

        queue.EnqueueAll(Numbers(0, 5_000));
        await queue.FlushAsync();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        sender.Taken.Should().Equal(Numbers(0, 5_000));
        queue.GetAccount().ToString().Should().Be("logs: accepted 5000 = delivered 5000 + dropped 0 + buffered 0 (spooled 0)");
        disk.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_stop_leaves_in_the_spool_is_no_loss_and_the_next_process_sends_it_first()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var disk = new SimulatedDisk();
        DeliveryQueue queue = SpooledQueues.Create(() => disk, SpooledQueues.Dead(), null, time);
        queue.EnqueueAll(Numbers(0, 1_000));
        Task stop = queue.DisposeAsync().AsTask();
        Wait.Until(() => queue.GetAccount().Spooled == 1_000 && disk.IsSafe);
        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => stop.IsCompleted);
        DeliveryAccount left = queue.GetAccount();

        var sender = new CollectingSender();
        await using DeliveryQueue next = SpooledQueues.Create(() => disk.Restart(losesPower: true), sender);
        next.EnqueueAll(Numbers(1_000, 10));
        await next.FlushAsync();

        left.ToString().Should().Be("logs: accepted 1000 = delivered 0 + dropped 0 + buffered 1000 (spooled 1000)");
        sender.Taken.Should().Equal(Numbers(0, 1_010));
        DeliveryAccount account = next.GetAccount();
        (account.Accepted, account.Delivered, account.Replayed, account.Dropped.Count).Should().Be((1_010, 1_010, 1_000, 0));
    }

    [Fact]
    public async Task A_batch_that_was_under_way_is_sent_again_and_one_that_was_taken_is_not()
    {
        var disk = new SimulatedDisk();
        var sender = new CollectingSender(static batch => batch.Contains("50") ? SendResult.Retry("network") : SendResult.Delivered);
        DeliveryQueue queue = SpooledQueues.Create(
            () => disk,
            sender,
            static o => (o.MaxBatchCount, o.MaxBatchDelay, o.StopTimeout) = (10, TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(300)));
        queue.EnqueueAll(Numbers(0, 100));
        Wait.Until(() => queue.GetAccount().Delivered == 50);
        queue.WaitUntilSpooled(50);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        var next = new CollectingSender();
        await using DeliveryQueue second = SpooledQueues.Create(() => disk.Restart(losesPower: false), next);
        Wait.Until(() => next.Taken.Count == 50);

        next.Taken.Should().Equal(Numbers(50, 50));
        queue.GetAccount().ToString().Should().Be("logs: accepted 100 = delivered 50 + dropped 0 + buffered 50 (spooled 50)");
    }

    [Fact]
    public async Task F21_a_full_disk_leaves_records_in_memory_until_there_is_room_again()
    {
        var time = new ManualTimeProvider();
        var disk = new SimulatedDisk { Capacity = 3_000 };
        bool healthy = false;
        var sender = new CollectingSender(_ => healthy ? SendResult.Delivered : SendResult.Retry("network"));
        DeliveryQueue queue = SpooledQueues.Create(() => disk, sender, null, time);

        queue.EnqueueAll(Numbers(0, 2_000));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().SpoolRefusals > 0 && sender.Calls > 0);
        queue.EnqueueAll(Numbers(2_000, 10));
        disk.Capacity = long.MaxValue;
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Spooled >= 10);
        healthy = true;
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Delivered == 2_010);

        sender.Taken.Should().Equal(Numbers(0, 2_010));
        queue.GetAccount().Dropped.Should().BeEmpty();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task F22_a_read_only_disk_is_done_without()
    {
        var disk = new SimulatedDisk { IsReadOnly = true };
        var sender = new CollectingSender();
        DeliveryQueue queue = SpooledQueues.Create(() => disk, sender);

        queue.EnqueueAll(Numbers(0, 3_000));
        await queue.FlushAsync();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        sender.Taken.Should().Equal(Numbers(0, 3_000));
        queue.GetAccount().SpoolRefusals.Should().BePositive();
        queue.GetAccount().Dropped.Should().BeEmpty();
    }

    [Fact]
    public async Task F22_a_path_that_cannot_be_used_is_tried_again_and_done_without_meanwhile()
    {
        var disk = new SimulatedDisk();
        int attempts = 0;
        var sender = new CollectingSender();
        var time = new ManualTimeProvider();
        DeliveryQueue queue = SpooledQueues.Create(
            () => ++attempts < 3 ? throw new UnauthorizedAccessException("not yours") : disk, sender, null, time);

        queue.EnqueueAll(Numbers(0, 10));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Delivered == 10);
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => Volatile.Read(ref attempts) == 3);
        queue.EnqueueAll(Numbers(10, 10));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Delivered == 20);

        sender.Taken.Should().Equal(Numbers(0, 20));
        disk.Files.Should().NotBeEmpty();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task F22_a_disk_that_fails_at_any_one_call_loses_nothing()
    {
        for (int step = 1; step < Nightly.Rounds(40, 120); step++)
        {
            var time = new ManualTimeProvider();
            var disk = new SimulatedDisk { FailAt = step };
            var sender = new CollectingSender();
            DeliveryQueue queue = SpooledQueues.Create(() => disk, sender, static o => o.MaxBatchCount = 20, time);

            for (int i = 0; i < 5; i++)
            {
                queue.EnqueueAll(Numbers(i * 20, 20));
                Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Delivered == (i + 1) * 20);
            }

            sender.Taken.Should().Equal(Numbers(0, 100), "step {0}", step);
            queue.GetAccount().Dropped.Should().BeEmpty();
            await Wait.ForAsync(queue.DisposeAsync().AsTask());
        }
    }

    [Fact]
    public async Task The_quota_holds_and_what_is_beyond_it_waits_in_memory_then_is_dropped_and_counted()
    {
        const int record = 1_000;
        const int count = 3_000;
        const int spool = 1024 * 1024;
        const int buffer = 512 * 1024;
        var disk = new SimulatedDisk();
        bool healthy = false;
        var sender = new CollectingSender(_ => healthy ? SendResult.Delivered : SendResult.Retry("network"));
        await using DeliveryQueue queue = SpooledQueues.Create(
            () => disk, sender, static o => (o.SpoolBytes, o.BufferBytes) = (spool, buffer));
        int taken = Enumerable.Range(0, count).Count(i =>
        {
            // At the pace of the disk, so that only the two bounds decide.
            Wait.Until(() => queue.GetAccount() is var a && (a.SpoolRefusals > 0 || a.Buffered - a.Spooled < 100));
            return queue.TryEnqueue(i.ToString("D4", CultureInfo.InvariantCulture) + new string('x', record - 4));
        });

        DeliveryAccount full = queue.GetAccount();
        long onDisk = disk.Files.Values.Sum(static f => f.LongLength);
        healthy = true;
        await queue.FlushAsync();

        taken.Should().Be((int)full.Buffered);
        (taken * record).Should().BeInRange(
            spool / 4 * 3 + buffer / 4 * 3, spool + buffer + buffer / 4, "a page is on its way to the disk");
        full.Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.BufferFull] = count - taken });
        onDisk.Should().BeInRange(900_000, spool).And.Be(full.SpooledBytes);
        sender.Taken.Select(static r => int.Parse(r[..4], CultureInfo.InvariantCulture)).Should().Equal(Enumerable.Range(0, taken));
        queue.GetAccount().ShouldBalance();
    }

    [Fact]
    public async Task F48_what_is_too_old_for_its_receiver_is_dropped_before_it_is_sent()
    {
        var time = new ManualTimeProvider();
        var disk = new SimulatedDisk();
        DeliveryQueue queue = SpooledQueues.Create(() => disk, SpooledQueues.Dead(), null, time);
        queue.EnqueueAll(Numbers(0, 500));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(50), () => queue.GetAccount().Spooled == 500);
        Task stop = queue.DisposeAsync().AsTask();
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => stop.IsCompleted);

        time.Advance(TimeSpan.FromDays(15));
        var sender = new CollectingSender();
        DeliveryQueue next = SpooledQueues.Create(() => disk.Restart(losesPower: false), sender, null, time);
        next.EnqueueAll(Numbers(500, 5));
        Task flush = next.FlushAsync(CancellationToken.None);
        Wait.Advancing(time, TimeSpan.FromMilliseconds(50), () => flush.IsCompleted);

        sender.Taken.Should().Equal(Numbers(500, 5));
        sender.Calls.Should().Be(1);
        next.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.TooOld] = 500 });
        next.GetAccount().ToString().Should().Be("logs: accepted 505 = delivered 5 + dropped 500 (too_old 500) + buffered 0 (spooled 0)");
        await Wait.ForAsync(next.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task F24_what_was_handed_over_half_a_second_ago_survives_a_loss_of_power()
    {
        var step = TimeSpan.FromMilliseconds(10);
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var disk = new SimulatedDisk();
        var sender = new HangingSender(int.MaxValue);
        DeliveryQueue queue = SpooledQueues.Create(
            () => disk, sender, static o => (o.SendTimeout, o.MaxBatchDelay) = (TimeSpan.FromMinutes(5), TimeSpan.Zero), time);
        queue.EnqueueAll(Numbers(0, 100));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(10), () => sender.Calls > 0 && queue.GetAccount().Spooled == 100);

        queue.EnqueueAll(Numbers(100, 100));
        long begun = time.GetTimestamp();
        while (!IsSafe())
        {
            // The attempt that hangs, and the spool's thread: the clock moves only while both rest.
            Wait.Until(() => time.ArmedTimers == 2 || IsSafe());
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        time.GetElapsedTime(begun).Should().BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(500));
        var next = new CollectingSender();
        await using DeliveryQueue second = SpooledQueues.Create(() => disk.Restart(losesPower: true), next);
        Wait.Until(() => next.Taken.Count == 200);

        next.Taken.Should().Equal(Numbers(0, 200));
        Task stop = queue.DisposeAsync().AsTask();
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => stop.IsCompleted);

        bool IsSafe() => queue.GetAccount().Spooled == 200 && disk.IsSafe;
    }

    [Fact]
    public async Task F23_what_was_looked_at_and_not_sent_is_no_damage_to_the_next_process()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var disk = new SimulatedDisk();
        DeliveryQueue queue = SpooledQueues.Create(
            () => disk,
            SpooledQueues.Dead(),
            static o => (o.MaxBatchDelay, o.StopTimeout) = (TimeSpan.FromHours(1), TimeSpan.FromSeconds(1)),
            time);
        for (int round = 0; round < 40; round++)
        {
            queue.EnqueueAll(Numbers(round * 10, 10));
            Wait.Advancing(time, TimeSpan.FromMilliseconds(10), () => queue.GetAccount().Spooled == (round + 1) * 10);
        }

        SimulatedDisk after = disk.Restart(losesPower: false);
        var sender = new CollectingSender();
        await using DeliveryQueue next = SpooledQueues.Create(() => after, sender);
        Wait.Until(() => sender.Taken.Count == 400);

        next.GetAccount().Dropped.Should().BeEmpty();
        (next.GetAccount().Accepted, next.GetAccount().Replayed).Should().Be((400, 400));
        Task stop = queue.DisposeAsync().AsTask();
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => stop.IsCompleted);
    }

    [Fact]
    public async Task Damage_at_any_byte_of_a_file_costs_one_record_and_says_so()
    {
        const int records = 12;
        var disk = new SimulatedDisk();
        DeliveryQueue queue = SpooledQueues.Create(
            () => disk, SpooledQueues.Dead(), static o => o.StopTimeout = TimeSpan.FromMilliseconds(100));
        queue.EnqueueAll(Numbers(0, records));
        queue.WaitUntilSpooled(records);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
        (string name, byte[] content) = disk.Files.Single();

        for (int at = 0; at < content.Length; at++)
        {
            var damaged = new SimulatedDisk();
            byte[] bytes = [.. content];
            bytes[at] ^= 0x40;
            damaged.Create(name).Write(bytes, 0);
            var sender = new CollectingSender();
            DeliveryQueue next = SpooledQueues.Create(() => damaged, sender, static o => o.MaxBatchDelay = TimeSpan.Zero);
            await Wait.ForAsync(next.DisposeAsync().AsTask());

            DeliveryAccount account = next.GetAccount();
            account.ShouldBalance();
            long lost = account.Dropped.GetValueOrDefault(DropReasons.SpoolDamaged);
            (account.Delivered + lost).Should().Be(records, "byte {0}", at);
            lost.Should().BeLessThanOrEqualTo(1);
            sender.Taken.Should().BeSubsetOf(Numbers(0, records));
            sender.Taken.Select(static r => int.Parse(r, CultureInfo.InvariantCulture)).Should().BeInAscendingOrder();
        }
    }

    private static IEnumerable<string> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(static i => i.ToString(CultureInfo.InvariantCulture));
}
