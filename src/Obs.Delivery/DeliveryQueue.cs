using System.Diagnostics.CodeAnalysis;
using Obs.Delivery.Accounts;
using Obs.Delivery.Buffering;
using Obs.Delivery.Sending;
using Obs.Delivery.Spooling;
using Obs.Threads;

namespace Obs.Delivery;

/// <summary>A bounded queue in front of a sender, with a thread of its own: batches, retries, and accounts for every record.</summary>
/// <remarks>
/// Thread safety: every member may be called from any thread. Memory follows the backlog, up to
/// <see cref="DeliveryOptions.BufferBytes"/>. Delivery is at least once: an attempt whose outcome is unknown is repeated.
/// </remarks>
[SuppressMessage(
    "Naming", "CA1711", Justification = "It is a queue, with an engine at its end; only a collection must not pretend to be one.")]
public sealed class DeliveryQueue : IAsyncDisposable, IDisposable
{
    // What a sender gets, of the time to stop, to notice that it was cancelled.
    private const double CancellationShare = 0.05;

    private readonly RecordBuffer _buffer;
    private readonly QueueCounters _counters;
    private readonly DeliveryAccounts _accounts;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ThreadSignal _signal;
    private readonly Doorbell _doorbell;
    private readonly QueueSpool? _spool;
    private readonly FlushWaiters _flushes = new();
    private readonly StopDeadline _stop;
    private readonly SenderCall _call;
    private readonly int _maxRecordBytes;
    private readonly Lock _ending = new();
    private readonly ManualResetEventSlim _endedEvent = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopping;

    /// <summary>Makes the queue and starts its thread, named <c>obs-</c> and the signal.</summary>
    /// <param name="signal">The signal whose records these are: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    /// <param name="sender">Sends the batches. If it is disposable, that is left to the caller.</param>
    /// <param name="options">Limits and times, read once.</param>
    /// <param name="time">The clock for waiting and for deadlines.</param>
    /// <param name="accounts">Where the queue registers its account.</param>
    /// <exception cref="ArgumentException">An argument is missing, or an option lies outside its range.</exception>
    public DeliveryQueue(string signal, IBatchSender sender, DeliveryOptions options, TimeProvider time, DeliveryAccounts accounts)
        : this(signal, sender, options, time, accounts, openSpool: null)
    {
    }

    internal DeliveryQueue(
        string signal,
        IBatchSender sender,
        DeliveryOptions options,
        TimeProvider time,
        DeliveryAccounts accounts,
        Func<ISpoolFolder>? openSpool)
    {
        ArgumentException.ThrowIfNullOrEmpty(signal);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(accounts);
        options.ThrowIfInvalid();

        _accounts = accounts;
        _options = options.Copy();
        _time = time;
        _buffer = new RecordBuffer(_options.BufferBytes);
        _maxRecordBytes = (int)Math.Min(_options.MaxBatchBytes - _options.RecordOverheadBytes, _buffer.MaxRecordBytes);
        _counters = new QueueCounters(signal);
        _stop = new StopDeadline(time);
        _signal = new ThreadSignal(time);
        _call = new SenderCall(signal, sender, _options.SendTimeout, _stop, _signal, time);
        if (openSpool is null && _options.SpoolPath is { } path)
        {
            openSpool = () => DiskFolder.Take(path);
        }

        var full = new FullMark(_options.MaxBatchCount, Math.Min(_options.MaxBatchBytes, EnoughBytes));
        if (openSpool is null)
        {
            _doorbell = new Doorbell(_signal, () => _counters.Buffered >= full.Count || _counters.BufferedBytes >= full.Bytes);
            StartLoop(sender, _buffer.Reader, _doorbell, full);
        }
        else
        {
            var sending = new Doorbell(_signal, () => _counters.Spooled >= full.Count);
            _spool = new QueueSpool(openSpool, _buffer, _counters, _flushes, sending, _stop, _options, time);
            _doorbell = _spool.Doorbell;
            StartLoop(sender, _spool.Source, sending, full);
        }

        accounts.Add(this, _counters);
    }

    internal QueueCounters Counters => _counters;

    private long EnoughBytes => _options.BufferBytes / 2;

    /// <summary>Takes a copy of a record. Never throws, never blocks; allocates nothing while the backlog does not grow.</summary>
    /// <returns>False if the record was dropped; the account says why.</returns>
    public bool TryEnqueue(ReadOnlySpan<byte> record)
    {
        if (record.Length > _maxRecordBytes)
        {
            _counters.Refuse(DropReasons.TooLarge, 1);
            return false;
        }

        EnqueueResult result = _buffer.TryReserve(record.Length, out BufferPage page, out int start);
        if (result == EnqueueResult.Full)
        {
            _counters.Refuse(DropReasons.BufferFull, 1);
            _doorbell.Ring();
            return false;
        }

        if (result == EnqueueResult.Sealed || !_counters.TryEnqueue(record.Length))
        {
            _counters.Refuse(DropReasons.Stopped, 1);
            return false;
        }

        page.Write(start, record);
        page.Publish(start, record.Length);
        _doorbell.OnRecord();
        return true;
    }

    /// <summary>The same for a record that may tell why the process is about to end. With a spool it goes to the disk at once, not when
    /// others share its write; the caller waits for that as long as <see cref="DeliveryOptions.SpoolWait"/> allows. Without a spool it is
    /// like any.</summary>
    /// <returns>False if the record was dropped; the account says why.</returns>
    public bool TryEnqueueUrgent(ReadOnlySpan<byte> record) => TryEnqueueUrgent(record, out _);

    internal bool TryEnqueueUrgent(ReadOnlySpan<byte> record, out bool isOnDisk)
    {
        bool isTaken = TryEnqueue(record);
        isOnDisk = isTaken && _spool?.Hasten(_buffer.EndPosition) == true;
        return isTaken;
    }

    /// <summary>Counts records that the caller had to lose before it could hand them over. Never throws.</summary>
    /// <param name="reason">A short lower-case word from a small fixed set.</param>
    /// <param name="count">How many; nothing is counted unless it is positive. The default is 1.</param>
    public void Drop(string reason, long count = 1)
    {
        if (count > 0)
        {
            _counters.Refuse(reason, count);
        }
    }

    /// <summary>The account as it stands: accepted = delivered + dropped + buffered, exactly.</summary>
    public DeliveryAccount GetAccount() => _counters.Read();

    /// <summary>Waits until every record handed over before the call is delivered or dropped. No record waits for its batch to
    /// fill.</summary>
    /// <param name="cancellationToken">Ends the wait, not the delivery.</param>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        Task flushed = _flushes.WaitFor(_buffer.EndPosition);
        Hurry();
        return flushed.WaitAsync(cancellationToken);
    }

    /// <summary>Takes no more records, sends what is buffered for at most <see cref="DeliveryOptions.StopTimeout"/>, and counts the rest as
    /// dropped. Calling it again waits for the same stop.</summary>
    public async ValueTask DisposeAsync()
    {
        if (TryBeginStop(out TimeSpan timeout))
        {
            TimeSpan grace = timeout * CancellationShare;
            if (!await EndsWithinAsync(timeout - grace).ConfigureAwait(false))
            {
                _call.Cancel();
                await EndsWithinAsync(grace).ConfigureAwait(false);
            }

            End();
        }

        await _ended.Task.ConfigureAwait(false);
    }

    /// <summary>The same for a caller that cannot wait asynchronously: blocks for at most <see cref="DeliveryOptions.StopTimeout"/>
    /// of real time, and needs no thread of the pool.</summary>
    public void Dispose()
    {
        if (TryBeginStop(out TimeSpan timeout))
        {
            TimeSpan grace = timeout * CancellationShare;
            if (!_endedEvent.Wait(timeout - grace))
            {
                _call.Cancel();
                _endedEvent.Wait(grace);
            }

            End();
        }

        _endedEvent.Wait();
    }

    private void Hurry()
    {
        _doorbell.Insist();
        _signal.Set();
    }

    private void StartLoop(IBatchSender sender, IRecordSource source, Doorbell doorbell, FullMark full)
    {
        TimeSpan retryWindow = _spool is not null && _options.MaxAge > _options.RetryWindow ? _options.MaxAge : _options.RetryWindow;
        var retry = new RetryPolicy(_options.RetryBaseDelay, _options.RetryMaxDelay, Random.Shared);
        var delivery = new BatchDelivery(_counters, _call, retry, retryWindow, _stop, _signal, _time);
        var packer = new BatchPacker(
            source, sender, _options.MaxBatchCount, _options.MaxBatchBytes, _options.RecordOverheadBytes, EnoughBytes, full);
        new DeliveryLoop(
            _buffer, source, packer, delivery, doorbell, _flushes, _stop, _options.MaxBatchDelay, _time,
            OnLoopEnded).Start(_counters.Signal);
    }

    /// <summary>Has something short done once every record handed over before the call is delivered, dropped or on the disk. Needs no
    /// thread of the pool.</summary>
    internal void Secure(Action done)
    {
        long end = _buffer.EndPosition;
        int calls = 0;
        _flushes.WaitFor(end, Once);
        _spool?.Secured.WaitFor(end, Once);
        Hurry();

        void Once()
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                done();
            }
        }
    }

    private bool TryBeginStop(out TimeSpan timeout)
    {
        timeout = default;
        if (Interlocked.Exchange(ref _stopping, 1) != 0)
        {
            return false;
        }

        timeout = _accounts.TimeToStop(_options.StopTimeout, _time);
        _buffer.Seal();

        // The queue's own thread gives up a little before whoever waits for it does, and closes what it uses.
        _stop.Begin(timeout * (1 - (CancellationShare / 2)));
        Hurry();
        return true;
    }

    private async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var waiting = new CancellationTokenSource();
        Task delay = Task.Delay(time, _time, waiting.Token);
        bool ended = await Task.WhenAny(_ended.Task, delay).ConfigureAwait(false) == _ended.Task;
        await waiting.CancelAsync().ConfigureAwait(false);
        return ended;
    }

    private void OnLoopEnded()
    {
        _spool?.Dispose();
        End();
        _signal.Dispose();
        _call.Dispose();
    }

    // Once, by the sending thread when it is done, or by whoever stops the queue when the sender will not return. That thread may
    // then still be at work: what it counts from here on is ignored.
    private void End()
    {
        lock (_ending)
        {
            if (_endedEvent.IsSet)
            {
                return;
            }

            if (_counters.Close(DropReasons.Stopped) is long left and > 0)
            {
                DeliveryEventSource.Log.RecordsDropped(_counters.Signal, DropReasons.Stopped, left);
            }

            DeliveryEventSource.Log.QueueStopped(_counters.Read());
            _accounts.Remove(this);
            _flushes.End();
            _endedEvent.Set();
            _ended.TrySetResult();
        }
    }
}
