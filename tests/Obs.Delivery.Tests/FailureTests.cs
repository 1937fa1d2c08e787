using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failed_batch_is_sent_again_until_it_is_taken()
    {
        int failures = 5;
        var sender = new CollectingSender(_ => failures-- > 0 ? SendResult.Retry("throttled") : SendResult.Delivered);
        await using DeliveryQueue queue = Queues.Create(sender);

        queue.EnqueueAll(["a", "b", "c"]);
        await queue.FlushAsync();

        sender.Taken.Should().Equal("a", "b", "c");
        queue.GetAccount().Dropped.Should().BeEmpty();
    }

    [Fact]
    public void F01_a_long_outage_costs_few_calls_and_no_record()
    {
        var time = new ManualTimeProvider();
        bool healthy = false;
        var sender = new CollectingSender(_ => Volatile.Read(ref healthy) ? SendResult.Delivered : SendResult.Retry("unavailable"));
        using DeliveryQueue queue = Queues.Create(
            sender, static o => (o.MaxBatchDelay, o.RetryBaseDelay) = (TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200)), time);

        queue.EnqueueAll(Enumerable.Range(0, 3_000).Select(static i => $"{i}"));
        for (int minute = 0; minute < 5; minute++)
        {
            int before = sender.Calls;
            for (int half = 0; half < 60 * 2; half++)
            {
                Wait.Step(time, TimeSpan.FromMilliseconds(500), queue);
            }

            (sender.Calls - before).Should().BeLessThanOrEqualTo(20, "minute {0}", minute);
        }

        sender.Calls.Should().BeGreaterThan(4);
        Volatile.Write(ref healthy, true);
        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => sender.Taken.Count == 3_000);

        queue.GetAccount().Dropped.Should().BeEmpty();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(37)]
    [InlineData(1_000)]
    public async Task F04_a_poison_record_is_found_by_halving_and_only_it_is_dropped(int count)
    {
        foreach (int poison in new[] { 0, 1, count / 3, count / 2, count - 1 }.Distinct())
        {
            var sender = new CollectingSender(batch => batch.Contains($"{poison}") ? SendResult.Split("poison") : SendResult.Delivered);
            await using DeliveryQueue queue = Queues.Create(
                sender, o => (o.MaxBatchDelay, o.MaxBatchCount) = (TimeSpan.FromHours(1), count));

            queue.EnqueueAll(Enumerable.Range(0, count).Select(static i => $"{i}"));
            await queue.FlushAsync();

            sender.Taken.Should().Equal(Enumerable.Range(0, count).Where(i => i != poison).Select(static i => $"{i}"));
            queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { ["poison"] = 1 });
            sender.Calls.Should().BeLessThanOrEqualTo((int)((2 * Math.Log2(count)) + 2));
        }
    }

    [Fact]
    public async Task Several_poison_records_are_all_found()
    {
        int[] poison = [0, 7, 8, 63];
        var sender = new CollectingSender(
            batch => batch.Any(r => poison.Contains(int.Parse(r))) ? SendResult.Split("poison") : SendResult.Delivered);
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = TimeSpan.FromHours(1));

        queue.EnqueueAll(Enumerable.Range(0, 64).Select(static i => $"{i}"));
        await queue.FlushAsync();

        sender.Taken.Should().Equal(Enumerable.Range(0, 64).Except(poison).Select(static i => $"{i}"));
        queue.GetAccount().Dropped["poison"].Should().Be(4);
    }

    [Fact]
    public async Task F05_a_partial_success_drops_what_is_refused_and_sends_only_the_rest_again()
    {
        bool first = true;
        var sender = new CollectingSender(_ =>
        {
            SendResult result = first
                ? SendResult.Partial(
                    [RecordFailure.Drop(1, "too_old"), RecordFailure.Retry(3, "throttled"), RecordFailure.Retry(1, "again")])
                : SendResult.Delivered;
            first = false;
            return result;
        });
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = TimeSpan.FromHours(1));

        queue.EnqueueAll(["a", "b", "c", "d", "e"]);
        await queue.FlushAsync();

        sender.Taken.Should().Equal("a", "c", "e", "d");
        sender.BatchSizes.Should().Equal(5, 1);
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { ["too_old"] = 1 });
        queue.GetAccount().Delivered.Should().Be(4);
    }

    [Fact]
    public async Task A_batch_that_will_never_be_taken_is_dropped_with_its_reason()
    {
        var sender = new CollectingSender(static batch => batch.Contains("a") ? SendResult.Drop("denied") : SendResult.Delivered);
        await using DeliveryQueue queue = Queues.Create(
            sender, static o => (o.MaxBatchCount, o.MaxBatchDelay) = (2, TimeSpan.FromHours(1)));

        queue.EnqueueAll(["a", "b", "c"]);
        await queue.FlushAsync();

        sender.Taken.Should().Equal("c");
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { ["denied"] = 2 });
    }

    [Fact]
    public async Task A_batch_is_not_retried_beyond_its_window()
    {
        var sender = new CollectingSender(static batch => batch.Contains("a") ? SendResult.Retry("internal") : SendResult.Delivered);
        await using DeliveryQueue queue = Queues.Create(sender, static o => (o.RetryWindow, o.MaxBatchCount) = (TimeSpan.Zero, 1));

        queue.EnqueueAll(["a", "b"]);
        await queue.FlushAsync();

        sender.Taken.Should().Equal("b");
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { ["internal"] = 1 });
    }

    [Fact]
    public async Task A_sender_that_throws_on_one_record_loses_that_record_only()
    {
        var sender = new CollectingSender(
            static batch => batch.Contains("7") ? throw new InvalidOperationException("seven") : SendResult.Delivered);
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.RetryMaxDelay = TimeSpan.FromMilliseconds(1));

        queue.EnqueueAll(Enumerable.Range(0, 10).Select(static i => $"{i}"));
        await queue.FlushAsync();

        sender.Taken.Should().HaveCount(9).And.NotContain("7");
        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.SenderError] = 1 });
    }

    [Fact]
    public async Task A_network_that_throws_is_only_a_reason_to_try_again()
    {
        int failures = 20;
        var sender = new CollectingSender(_ => failures-- > 0 ? throw new HttpRequestException("refused") : SendResult.Delivered);
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.RetryMaxDelay = TimeSpan.FromMilliseconds(1));

        queue.TryEnqueue("record");
        await queue.FlushAsync();

        sender.Taken.Should().Equal("record");
        sender.Calls.Should().Be(21);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_cancelled_and_repeated()
    {
        var time = new ManualTimeProvider();
        var sender = new HangingSender(hangs: 1);
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.SendTimeout = TimeSpan.FromSeconds(3), time);

        queue.TryEnqueue("record");
        Wait.Advancing(time, TimeSpan.FromMilliseconds(500), () => queue.GetAccount().Delivered == 1);

        sender.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_sender_that_makes_up_reasons_cannot_make_the_account_grow()
    {
        int call = 0;
        var sender = new CollectingSender(_ => SendResult.Drop($"reason {call++}"));
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchCount = 1);

        queue.EnqueueAll(Enumerable.Range(0, 200).Select(static i => $"{i}"));
        await queue.FlushAsync();

        queue.GetAccount().Dropped.Should().HaveCount(65);
        queue.GetAccount().Dropped[DropReasons.Other].Should().Be(200 - 64);
    }
}
