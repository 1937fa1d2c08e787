using Obs.Delivery.Sending;
using Obs.Delivery.Tests.Children;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests;

/// <summary>Hours of trouble on a clock that a test moves.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private const int Clients = 20;

    [Fact]
    public void F02_twenty_clients_under_half_throttling_call_little_and_never_together()
    {
        const double callSeconds = 0.05;
        const double endSeconds = 600;
        const double batchSeconds = 5;
        var random = new Random(2);
        var calls = new List<double>();
        var due = new PriorityQueue<int, double>();
        RetryPolicy[] policies = [.. Enumerable.Range(0, Clients).Select(_ =>
            new RetryPolicy(TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1), random))];
        double[] begunAt = new double[Clients];
        long taken = 0;
        double longest = 0;
        for (int client = 0; client < Clients; client++)
        {
            due.Enqueue(client, batchSeconds * client / Clients);
        }

        while (due.TryDequeue(out int client, out double now) && now < endSeconds)
        {
            calls.Add(now);
            double next = now + callSeconds;
            if (random.Next(2) == 0)
            {
                next += policies[client].NextDelay(null).TotalSeconds;
            }
            else
            {
                policies[client].OnDelivered();
                longest = Math.Max(longest, now - begunAt[client]);
                taken++;
                next = Math.Max(next, now + batchSeconds);
                begunAt[client] = next;
            }

            due.Enqueue(client, next);
        }

        // Of two calls one is throttled: less than two for each batch is chance.
        double ratio = calls.Count / (2d * taken);
        int most = calls.GroupBy(static at => (int)at).Max(static bin => bin.Count());
        double mean = calls.Count / endSeconds;
        output.WriteLine($"{calls.Count} calls for {taken} batches: {ratio:F2} x the least; {mean:F1} a second, {most} at most; longest wait {longest:F1} s");
        ratio.Should().BeLessThan(1.2);
        most.Should().BeLessThanOrEqualTo((int)(3 * mean));
    }

    [Fact]
    public void F02_twenty_queues_under_half_throttling_lose_nothing_and_call_no_oftener_than_they_must()
    {
        const int batchSeconds = 5;
        int seconds = Nightly.Rounds(120, 600);
        ThrottledClient[] clients = [.. Enumerable.Range(0, Clients).Select(static seed =>
            new ThrottledClient(seed, TimeSpan.FromSeconds(batchSeconds)))];

        for (int second = 0; second < seconds; second++)
        {
            Array.ForEach(clients, static client => client.Serve());
        }

        int calls = clients.Sum(static client => client.Calls);
        Array.ForEach(clients, static client => client.Finish());

        // A batch every five seconds, and of two calls one is throttled. What gathers while a client pauses shares a call.
        int least = 2 * Clients * seconds / batchSeconds;
        output.WriteLine($"{calls} calls in {seconds} s, {(double)calls / least:F2} x the least");
        ((double)calls / least).Should().BeLessThanOrEqualTo(1.2);
        clients.Should().OnlyContain(client => client.Account.Delivered == seconds && client.Account.Dropped.Count == 0);
        Array.ForEach(clients, static client => client.Dispose());
    }

    [Fact]
    public async Task F41_eight_hours_without_an_endpoint_stay_under_the_ceiling_and_end_within_a_minute()
    {
        const int bufferBytes = 1024 * 1024;
        const int perMinute = 300;
        byte[] record = new byte[200];
        var time = new ManualTimeProvider();
        bool healthy = false;
        var sender = new CollectingSender(_ => Volatile.Read(ref healthy) ? SendResult.Delivered : SendResult.Retry("network"));
        DeliveryQueue queue = Queues.Create(
            sender,
            static o => (o.BufferBytes, o.RetryBaseDelay, o.RetryMaxDelay, o.RetryWindow) =
                (bufferBytes, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
            time);

        long most = 0;
        for (int minute = 0; minute < 8 * 60; minute++)
        {
            for (int i = 0; i < perMinute; i++)
            {
                queue.TryEnqueue(record);
            }

            Wait.Step(time, TimeSpan.FromMinutes(1), queue);
            most = Math.Max(most, queue.GetAccount().BufferedBytes);
        }

        DeliveryAccount full = queue.GetAccount();
        long healed = time.GetTimestamp();
        Volatile.Write(ref healthy, true);
        while (sender.Taken.Count == 0)
        {
            Wait.Step(time, OutageChild.RecoveryStep, queue);
        }

        TimeSpan recovery = time.GetElapsedTime(healed);
        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => queue.GetAccount().Buffered == 0);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        output.WriteLine($"{full}; at most {most} bytes; first delivery after {recovery.TotalSeconds:F1} s; {sender.Calls} calls");
        most.Should().BeLessThanOrEqualTo(bufferBytes);
        recovery.Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(1) + OutageChild.RecoveryStep);
        full.Accepted.Should().Be(8 * 60 * perMinute);
        full.Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.BufferFull] = full.Accepted - full.Buffered });
        queue.GetAccount().Delivered.Should().Be(full.Buffered);
    }

    [Fact]
    public async Task F42_an_endpoint_that_flaps_loses_nothing()
    {
        var time = new ManualTimeProvider();
        long begun = time.GetTimestamp();
        var sender = new CollectingSender(_ =>
            (int)(time.GetElapsedTime(begun).TotalSeconds / 3) % 2 == 0 ? SendResult.Delivered : SendResult.Retry("network"));
        DeliveryQueue queue = Queues.Create(
            sender, static o => (o.RetryBaseDelay, o.RetryMaxDelay) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1)), time);

        int sent = 0;
        for (int half = 0; half < Nightly.Rounds(5, 60) * 60 * 2; half++)
        {
            queue.EnqueueAll([$"{sent++}", $"{sent++}"]);
            Wait.Step(time, TimeSpan.FromMilliseconds(500), queue);
        }

        Wait.Advancing(time, TimeSpan.FromMilliseconds(500), () => queue.GetAccount().Delivered == sent);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        output.WriteLine($"{queue.GetAccount()}; {sender.Calls} calls");
        sender.Taken.Should().HaveCount(sent);
        queue.GetAccount().Dropped.Should().BeEmpty();
    }
}
