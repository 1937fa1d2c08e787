using Obs.Delivery.Accounts;
using Obs.Threads;

namespace Obs.Delivery.Sending;

/// <summary>Sees a batch through: sends, retries, halves and drops until every record in it has its fate. One thread.</summary>
internal sealed class BatchDelivery(
    QueueCounters counters, SenderCall call, RetryPolicy retry, TimeSpan retryWindow, StopDeadline stop, ThreadSignal signal,
    TimeProvider time)
{
    /// <summary>Failures of the sender's own code on the same records before those are taken for the cause.</summary>
    private const int MaxSenderFailures = 5;

    private readonly FailureNotice _notice = new(counters.Signal, time);
    private ReadOnlyMemory<byte>[] _records = [];

    /// <summary>Sees the first <paramref name="count"/> records through.</summary>
    public Resolution Deliver(ReadOnlyMemory<byte>[] records, int count)
    {
        _records = records;
        return Deliver(0, count);
    }

    private Resolution Deliver(int start, int count)
    {
        long started = time.GetTimestamp();
        int senderFailures = 0;
        bool lossy = false;
        while (true)
        {
            if (call.Send(new DeliveryBatch(_records, start, count)) is not { } result)
            {
                return Resolution.Stopped;
            }

            if (result.Outcome == SendOutcome.Partial)
            {
                lossy = true;
                (result, count) = Settle(start, count, result.Failures);
            }

            senderFailures = call.SenderFailed ? senderFailures + 1 : 0;
            switch (result.Outcome)
            {
                case SendOutcome.Delivered:
                    counters.Deliver(count, SizeOf(start, count));
                    retry.OnDelivered();
                    return lossy ? Resolution.Lossy : Resolution.Delivered;
                case SendOutcome.Split:
                    return Split(start, count, result.Reason);
                case SendOutcome.Drop:
                    return Drop(start, count, result.Reason);
                default:
                    if (senderFailures >= MaxSenderFailures)
                    {
                        return Split(start, count, result.Reason);
                    }

                    if (time.GetElapsedTime(started) >= retryWindow)
                    {
                        return Drop(start, count, result.Reason);
                    }

                    if (!Pause(result))
                    {
                        return Resolution.Stopped;
                    }

                    break;
            }
        }
    }

    private Resolution Split(int start, int count, string reason)
    {
        if (count == 1)
        {
            return Drop(start, 1, reason);
        }

        int half = count / 2;
        Resolution left = Deliver(start, half);
        if (left == Resolution.Stopped)
        {
            return left;
        }

        // If nothing is wrong with the left half, the right one is known to be refused: asking again would be a wasted call.
        bool rightIsRefused = left == Resolution.Delivered && count - half > 1;
        Resolution right = rightIsRefused ? Split(start + half, count - half, reason) : Deliver(start + half, count - half);
        return right == Resolution.Stopped ? right : Resolution.Lossy;
    }

    // Counts what the receiver decided, moves the records to be sent again to the front of the run, and says how many those are.
    private (SendResult Result, int Left) Settle(int start, int count, IReadOnlyList<RecordFailure> failures)
    {
        var failed = new Dictionary<int, RecordFailure>();
        foreach (RecordFailure failure in failures)
        {
            failed.TryAdd(failure.Index, failure);
        }

        int left = 0;
        string reason = "";
        for (int i = 0; i < count; i++)
        {
            ReadOnlyMemory<byte> record = _records[start + i];
            if (!failed.TryGetValue(i, out RecordFailure failure))
            {
                counters.Deliver(1, record.Length);
            }
            else if (failure.IsRetried)
            {
                _records[start + left++] = record;
                reason = failure.Reason;
            }
            else
            {
                counters.Lose(failure.Reason, 1, record.Length);
                DeliveryEventSource.Log.RecordsDropped(counters.Signal, failure.Reason, 1);
            }
        }

        return (left == 0 ? SendResult.Delivered : SendResult.Retry(reason), left);
    }

    private Resolution Drop(int start, int count, string reason)
    {
        counters.Lose(reason, count, SizeOf(start, count));
        DeliveryEventSource.Log.RecordsDropped(counters.Signal, reason, count);
        return Resolution.Lossy;
    }

    private bool Pause(SendResult failed)
    {
        _notice.OnFailed(failed.Reason ?? "");
        TimeSpan delay = retry.NextDelay(failed.After);
        long started = time.GetTimestamp();
        while (!stop.HasPassed)
        {
            TimeSpan left = delay - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            signal.Wait(stop.IsStopping && stop.Remaining < left ? stop.Remaining : left);
        }

        return false;
    }

    private long SizeOf(int start, int count) => new DeliveryBatch(_records, start, count).SizeBytes;
}
