using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

/// <summary>What an outage says of itself.</summary>
public sealed class FailureNoticeTests
{
    private const int Minutes = 30;

    // A word of its own: the listener hears every queue of this process.
    private const string Signal = "warned-of";

    [Fact]
    public async Task F10_an_outage_is_one_warning_a_minute_at_most_and_no_failed_attempt_is_missing_from_them()
    {
        using var warnings = new Warnings();
        var time = new ManualTimeProvider();
        var sender = new CollectingSender(static _ => SendResult.Retry("network"));
        var options = new DeliveryOptions { RetryMaxDelay = TimeSpan.FromSeconds(10), MaxBatchDelay = TimeSpan.FromSeconds(1) };
        var queue = new DeliveryQueue(Signal, sender, options, time, new DeliveryAccounts());

        queue.TryEnqueue("record");
        for (int second = 0; second < Minutes * 60; second++)
        {
            Wait.Step(time, TimeSpan.FromSeconds(1), queue);
        }

        int calls = sender.Calls;
        warnings.Attempts.Should().HaveCountGreaterThan(Minutes / 2).And.HaveCountLessThanOrEqualTo(Minutes + 1);
        warnings.Attempts.Sum().Should().BeInRange(calls - (2 * 60 / 5), calls);
        queue.GetAccount().Buffered.Should().Be(1);
        Task stop = queue.DisposeAsync().AsTask();
        Wait.Advancing(time, TimeSpan.FromSeconds(1), () => stop.IsCompleted);
        await stop;
    }

    private sealed class Warnings : EventListener
    {
        /// <summary>The attempts that each warning tells of.</summary>
        public ConcurrentQueue<long> Attempts { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Obs-Delivery")
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "AttemptsFailed" && Equals(eventData.Payload![0], Signal))
            {
                Attempts.Enqueue(long.Parse((string)eventData.Payload[2]!, CultureInfo.InvariantCulture));
            }
        }
    }
}
