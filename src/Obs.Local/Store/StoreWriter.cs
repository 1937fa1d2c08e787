using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>The one thread that writes: it takes everything that waits, writes it in one transaction and trims what has become too old or
/// too much.</summary>
internal sealed class StoreWriter : IDisposable
{
    public const string QueueFull = "queue full";
    public const string WriteFailed = "store failed";
    public const string DiskFull = "disk full";

    private const long MaxWaitingBytes = 64L << 20;
    private const long BusyBytes = 4 << 20;
    private const int MaxBatch = 4_096; // Enough to amortize a commit, short enough that a caller who waits for it does not notice.

    private static readonly TimeSpan IdleTrim = TimeSpan.FromSeconds(1);

    private readonly WorkQueue _queue = new(MaxWaitingBytes);
    private readonly Database _database;
    private readonly StoreTrimmer _trimmer;
    private readonly DiskReserve _reserve;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private StoreSession _session = null!;
    private TaskCompletionSource _stored = NewSignal();

    public StoreWriter(Database database, ObsLocalOptions options, TimeProvider time)
    {
        _database = database;
        _time = time;
        _database.Write(connection => _session = new StoreSession(connection));
        _trimmer = new StoreTrimmer(options, _session);
        _reserve = new DiskReserve(options.Store);
        _thread = new Thread(Run) { IsBackground = true, Name = "Obs.Local store" };
        _thread.UnsafeStart();
    }

    /// <summary>Which minutes of traces change.</summary>
    public MinuteLedger Minutes => _session.Minutes.Ledger;

    public long Segments => _session.Segments.Rows;

    public long MetricData => _session.Data.Rows;

    public long LogEvents => _session.Logs.Rows;

    public long SizeBytes => _trimmer.SizeBytes;

    /// <summary>So much waits to be written that whoever can wait should.</summary>
    public bool IsBusy => _queue.Bytes > BusyBytes;

    /// <summary>Never blocks. What finds no room is told so at once and counted as dropped.</summary>
    public void Enqueue(StoreWork work)
    {
        if (!_queue.TryAdd(work))
        {
            work.Dropped(QueueFull);
        }
    }

    /// <summary>Completes when everything enqueued before the call is committed or dropped.</summary>
    public Task FlushAsync()
    {
        var marker = new FlushWork();
        Enqueue(marker);
        return marker.Done;
    }

    /// <summary>Completes with the next commit after the call.</summary>
    public Task StoredAsync() => Volatile.Read(ref _stored).Task;

    /// <summary>Writes what waits and stops.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        _database.Write(_ => _session.Dispose());
    }

    private void Run()
    {
        List<StoreWork> batch = [];
        while (_queue.Take(ref batch, IdleTrim))
        {
            for (int start = 0; start < batch.Count; start += MaxBatch)
            {
                Write(batch.GetRange(start, Math.Min(MaxBatch, batch.Count - start)));
            }

            batch.Clear();
            Trim();
        }
    }

    private void Write(List<StoreWork> batch)
    {
        if (_reserve.IsReached)
        {
            batch.ForEach(static work => work.Dropped(DiskFull));
        }

        // One bad row must not cost the others their place: what fails together is tried again one by one.
        else if (!TryWrite(batch, retryFollows: batch.Count > 1))
        {
            foreach (StoreWork work in batch)
            {
                TryWrite([work], retryFollows: false);
            }
        }

        _queue.Finished(batch.Sum(static work => work.SizeBytes));
    }

    private bool TryWrite(List<StoreWork> batch, bool retryFollows)
    {
        try
        {
            _database.Write(_ => Apply(batch));
        }
        catch (Exception exception)
        {
            LocalEventSource.Log.WriteFailed(batch.Count, exception.ToString());
            if (!retryFollows)
            {
                batch.ForEach(static work => work.Dropped(WriteFailed));
            }

            return !retryFollows;
        }

        batch.ForEach(static work => work.Committed());
        Interlocked.Exchange(ref _stored, NewSignal()).SetResult();
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Apply(List<StoreWork> batch)
    {
        _session.Begin(_time.GetUtcNow().ToUnixTimeMilliseconds());
        try
        {
            foreach (StoreWork work in batch)
            {
                work.Apply(_session);
            }

            _session.Commit();
        }
        catch
        {
            _session.Rollback();
            throw;
        }
    }

    private void Trim()
    {
        try
        {
            _database.Write(connection => _trimmer.Trim(connection, _time.GetUtcNow()));
        }
        catch (SqliteException exception)
        {
            LocalEventSource.Log.WriteFailed(0, exception.ToString());
        }
    }

    private sealed class FlushWork : StoreWork
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public override long SizeBytes => 0;

        public override void Apply(StoreSession session)
        {
        }

        public override void Committed() => _done.TrySetResult();

        public override void Dropped(string reason) => _done.TrySetResult();
    }
}
