namespace Obs.Delivery;

/// <summary>How much a queue may hold, how it packs batches, and how long it tries.</summary>
/// <remarks>Read once, when the queue is made; changes after that have no effect.</remarks>
public sealed class DeliveryOptions
{
    /// <summary>Memory the backlog may take, 64 KiB to 1 GiB. The default is 16 MiB. When it is full the newest record is dropped. With a
    /// spool, a quarter as much again, 256 KiB at most, holds what is on its way to the disk.</summary>
    public long BufferBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Records in a batch, 1 to 100,000. The default is 1,000.</summary>
    public int MaxBatchCount { get; set; } = 1_000;

    /// <summary>Bytes in a batch, 1 KiB to 64 MiB. The default is 1 MiB. A larger record is dropped.</summary>
    public int MaxBatchBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes the wire adds to each record, counted against <see cref="MaxBatchBytes"/>; 0 to 1,024. The default is 0.</summary>
    public int RecordOverheadBytes { get; set; }

    /// <summary>How long a record waits for others to share its batch, 0 to 1 hour. The default is 1 second. A full batch does not
    /// wait.</summary>
    public TimeSpan MaxBatchDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time one attempt may take before its token is cancelled, 100 milliseconds to 10 minutes. The default is 30
    /// seconds.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time a process may take to stop, 0 to 10 minutes. Its queues use seven tenths of it, together, and less where the machine
    /// is so busy that the rest of the process needs more; what is still buffered then is dropped and counted. The default is 5
    /// seconds.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Upper bound of the first pause before a retry, 1 millisecond to 1 minute; it doubles with each further one.
    /// The default is 200 milliseconds. The pause itself is drawn at random between zero and the bound.</summary>
    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Upper bound of every pause before a retry, <see cref="RetryBaseDelay"/> to 10 minutes. The default is 1 minute.</summary>
    public TimeSpan RetryMaxDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one batch is retried before it is dropped with the reason of its last attempt, 0 to 14 days.
    /// The default is 1 hour, so that one batch a receiver chokes on cannot hold up the others for ever.</summary>
    public TimeSpan RetryWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How old a record may become before it is dropped as <c>too_old</c>, 1 minute to 365 days. The default is 14 days, after
    /// which CloudWatch takes neither data nor log events. Only a spool keeps records that long.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The absolute path of a folder in which records wait for their receiver and survive the process; made when it is missing.
    /// Null, the default, keeps them in memory only. With a spool no batch is given up before <see cref="MaxAge"/>.</summary>
    public string? SpoolPath { get; set; }

    /// <summary>Bytes the spool may take on the disk, 1 MiB to 1 TiB. The default is 256 MiB. When it is full, records wait in
    /// memory.</summary>
    public long SpoolBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How long handing over an urgent record may wait until it is in the spool, and so survives the process; 0 to 1 second of
    /// real time. The default is 0: it is on its way there at once, and nobody waits. A disk that was slower once is not waited for again
    /// for 10 seconds.</summary>
    public TimeSpan SpoolWait { get; set; }

    internal void ThrowIfInvalid()
    {
        Check(SpoolWait, TimeSpan.Zero, TimeSpan.FromSeconds(1), nameof(SpoolWait));
        Check(MaxAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365), nameof(MaxAge));
        Check(SpoolBytes, 1024 * 1024, 1024L * 1024 * 1024 * 1024, nameof(SpoolBytes));
        if (SpoolPath is not null && !Path.IsPathRooted(SpoolPath))
        {
            throw new ArgumentException($"{nameof(SpoolPath)} must be an absolute path; found \"{SpoolPath}\".", nameof(SpoolPath));
        }

        Check(BufferBytes, 64 * 1024, 1024 * 1024 * 1024, nameof(BufferBytes));
        Check(MaxBatchCount, 1, 100_000, nameof(MaxBatchCount));
        Check(MaxBatchBytes, 1024, 64 * 1024 * 1024, nameof(MaxBatchBytes));
        Check(RecordOverheadBytes, 0, 1024, nameof(RecordOverheadBytes));
        Check(MaxBatchDelay, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(MaxBatchDelay));
        Check(SendTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(SendTimeout));
        Check(StopTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(StopTimeout));
        Check(RetryBaseDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), nameof(RetryBaseDelay));
        Check(RetryMaxDelay, RetryBaseDelay, TimeSpan.FromMinutes(10), nameof(RetryMaxDelay));
        Check(RetryWindow, TimeSpan.Zero, TimeSpan.FromDays(14), nameof(RetryWindow));
    }

    internal DeliveryOptions Copy() => (DeliveryOptions)MemberwiseClone();

    private static void Check<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {least} to {most}; found {value}.");
        }
    }
}
