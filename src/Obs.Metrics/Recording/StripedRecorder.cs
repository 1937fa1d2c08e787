namespace Obs.Metrics;

/// <summary>Takes measurements from any number of threads, without a lock and, once warm, without an allocation.</summary>
/// <remarks>
/// A series starts with one stripe, because most series see one thread at a time, and doubles them when threads meet. Two threads
/// on two cores then write to different memory. Thread safety: <see cref="TryRecord"/> from any thread; <see cref="TakeInterval"/>
/// from one thread at a time, beside any number of writers.
/// </remarks>
internal sealed class StripedRecorder
{
    // Twice the cores: then a writer finds a free stripe even if every other core was taken away in the middle of a measurement.
    private static readonly int MaxStripes =
        (int)Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 2), 64);

    private readonly ValueScale? _scale;
    private readonly CountPagePool _pool;
    private RecorderStripe[] _stripes;

    /// <param name="scale">Where values are counted; null keeps count, sum and extremes only.</param>
    /// <param name="pool">Where pages of counts come from.</param>
    public StripedRecorder(ValueScale? scale, CountPagePool pool)
    {
        _scale = scale;
        _pool = pool;
        _stripes = [new RecorderStripe(scale, pool)];
    }

    public int StripeCount => Volatile.Read(ref _stripes).Length;

    /// <summary>Records a value that is finite and, when there is a scale, not negative; false when the recorder is closed.</summary>
    public bool TryRecord(double value)
    {
        RecorderStripe stripe = Enter();
        try
        {
            if (stripe.IsClosed)
            {
                return false;
            }

            stripe.Record(value);
            return true;
        }
        finally
        {
            stripe.Exit();
        }
    }

    /// <summary>Everything recorded since the last call, once. A measurement is in this interval whole or in the next whole.</summary>
    public RecorderInterval TakeInterval()
    {
        var interval = new RecorderInterval(_scale);

        // Read again each time: a stripe that appears meanwhile is taken now or, just as well, with the next interval.
        for (int i = 0; i < Volatile.Read(ref _stripes).Length; i++)
        {
            Volatile.Read(ref _stripes)[i].MoveTo(interval, close: false);
        }

        return interval;
    }

    /// <summary>Takes what is left and refuses everything after it: a measurement is in this interval whole, or its writer is
    /// told.</summary>
    public RecorderInterval TakeLastInterval()
    {
        var interval = new RecorderInterval(_scale);
        RecorderStripe[] seen;
        RecorderStripe[] closed;
        do
        {
            seen = Volatile.Read(ref _stripes);
            closed = [.. seen];
            foreach (RecorderStripe stripe in closed)
            {
                stripe.MoveTo(interval, close: true);
            }

            // A copy, so that a writer that is adding stripes to what it saw before finds them changed, and adds none.
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _stripes, closed, seen), seen));
        return interval;
    }

    private RecorderStripe Enter()
    {
        RecorderStripe[] stripes = Volatile.Read(ref _stripes);
        RecorderStripe stripe = stripes.Length == 1 ? stripes[0] : stripes[Thread.GetCurrentProcessorId() & (stripes.Length - 1)];
        return stripe.TryEnter() ? stripe : EnterContended();
    }

    private RecorderStripe EnterContended()
    {
        var spin = new SpinWait();
        while (true)
        {
            foreach (RecorderStripe stripe in Grow())
            {
                if (stripe.TryEnter())
                {
                    return stripe;
                }
            }

            // Every stripe held at once: its holders were all suspended within the same few nanoseconds of work.
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private RecorderStripe[] Grow()
    {
        RecorderStripe[] stripes = Volatile.Read(ref _stripes);
        if (stripes.Length >= MaxStripes || stripes[0].IsClosed)
        {
            return stripes;
        }

        RecorderStripe[] more = new RecorderStripe[stripes.Length * 2];
        stripes.CopyTo(more, 0);
        for (int i = stripes.Length; i < more.Length; i++)
        {
            more[i] = new RecorderStripe(_scale, _pool);
        }

        RecorderStripe[] seen = Interlocked.CompareExchange(ref _stripes, more, stripes);
        return ReferenceEquals(seen, stripes) ? more : seen;
    }
}
