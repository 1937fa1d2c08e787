using Obs.Threads;

namespace Obs.Delivery.Sending;

/// <summary>One attempt: calls the sender, waits on the queue's own thread, and turns whatever happens into a result.</summary>
internal sealed class SenderCall(
    string signal, IBatchSender sender, TimeSpan timeout, StopDeadline stop, ThreadSignal signalled, TimeProvider time) : IDisposable
{
    private readonly Action _wake = signalled.Set;
    private CancellationTokenSource _attempt = new();

    /// <summary>Whether the last attempt failed because of the sender's own code rather than of what it talks to.</summary>
    public bool SenderFailed { get; private set; }

    /// <summary>Sends, or gives up when the queue has to stop; null means that it gave up.</summary>
    public SendResult? Send(DeliveryBatch batch)
    {
        if (_attempt.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _attempt, new CancellationTokenSource()).Dispose();
        }

        SenderFailed = false;
        try
        {
            // An attempt begun after Cancel looked would not hear of it.
            return stop.HasPassed ? null : Await(sender.SendAsync(batch, _attempt.Token));
        }
        catch (Exception exception)
        {
            // A sender is somebody else's code: whatever it throws costs this attempt and no more.
            DeliveryEventSource.Log.SenderThrew(signal, exception);
            SenderFailed = !IsOfTheNetwork(exception);
            return SendResult.Retry(
                SenderFailed ? DropReasons.SenderError : exception is OperationCanceledException ? "timeout" : "network");
        }
    }

    /// <summary>Cancels the attempt under way. Any thread.</summary>
    public void Cancel()
    {
        try
        {
            Volatile.Read(ref _attempt).Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // Callbacks on the token are the sender's code too; and the attempt may have ended by itself.
        }
    }

    public void Dispose() => _attempt.Dispose();

    private static bool IsOfTheNetwork(Exception exception) =>
        exception is IOException or HttpRequestException or System.Net.Sockets.SocketException or TimeoutException
            or OperationCanceledException;

    private SendResult? Await(ValueTask<SendResult> pending)
    {
        if (!pending.IsCompleted)
        {
            Task<SendResult> task = pending.AsTask();
            pending = new ValueTask<SendResult>(task);
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_wake);
            if (!WaitFor(task))
            {
                return null;
            }
        }

        return pending.GetAwaiter().GetResult();
    }

    // A sender that ignores its token keeps the thread here: its memory cannot be used again while it may still read it.
    private bool WaitFor(Task task)
    {
        long started = time.GetTimestamp();
        while (!task.IsCompleted)
        {
            TimeSpan left = timeout - time.GetElapsedTime(started);
            if (stop.HasPassed)
            {
                Cancel();
                return false;
            }

            if (left <= TimeSpan.Zero)
            {
                Cancel();
                left = Timeout.InfiniteTimeSpan;
            }

            signalled.Wait(Sooner(left, stop.Remaining));
        }

        return true;
    }

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) =>
        one == Timeout.InfiniteTimeSpan ? other
        : other == Timeout.InfiniteTimeSpan || one < other ? one
        : other;
}
