using System.Numerics;
using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Takes measurements from any number of threads, without a lock and, once warm, without an allocation.</summary>
/// <remarks>
/// A series starts with one stripe, because most series see one thread at a time. When threads meet there again and again, each moves to
/// a stripe of its own, which lies apart from everything else in memory: two threads on two cores then write to different cache lines.
/// Thread safety: <see cref="TryRecord"/> from any thread; <see cref="TakeInterval"/> from one thread at a time, beside any number of
/// writers.
/// </remarks>
internal sealed class StripedRecorder(ValueScale? scale, CountPagePool pool)
{
    // Meetings of an interval that are waited out, and how often a writer looks: a measurement takes nanoseconds, and threads that meet
    // once in a while are not worth the memory of more stripes. A holder that lost its core may be away for long: nobody waits for it.
    private const int MaxMeetings = 16;
    private const int MaxLooks = 32;

    // Twice the cores: then a writer finds a free stripe even if every other core was taken away in the middle of a measurement.
    private static readonly int MaxStripes = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 2), 64);

    // The stripe of a thread, the same in all series: where it last found room. Threads that meet part for good; by the number of their
    // processor, which the runtime reads only now and then, they would meet again and again.
    [ThreadStatic]
    private static int _place;

    private RecorderStripe _first = new(scale is null ? null : new SlotCounts(pool));
    private ApartStripe[] _stripes = [];
    private int _meetings;

    /// <summary>How many stripes lie apart; 0 while one is enough.</summary>
    public int ApartStripes => Volatile.Read(ref _stripes).Length;

    /// <summary>Records a value that is finite and, when there is a scale, not negative; false when the recorder is closed.</summary>
    public bool TryRecord(double value)
    {
        ref RecorderStripe stripe = ref Enter();
        try
        {
            if (stripe.IsClosed)
            {
                return false;
            }

            stripe.Record(value, scale);
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
        var interval = new RecorderInterval(scale);
        _meetings = 0;
        _first.MoveTo(interval, close: false);

        // Read again each time: a stripe that appears meanwhile is taken now or, just as well, with the next interval.
        for (int i = 0; i < Volatile.Read(ref _stripes).Length; i++)
        {
            Volatile.Read(ref _stripes)[i].Stripe.MoveTo(interval, close: false);
        }

        return interval;
    }

    /// <summary>Takes what is left and refuses everything after it: a measurement is in this interval whole, or its writer is
    /// told.</summary>
    public RecorderInterval TakeLastInterval()
    {
        var interval = new RecorderInterval(scale);
        _first.MoveTo(interval, close: true);
        ApartStripe[] seen;
        ApartStripe[] closed;
        do
        {
            seen = Volatile.Read(ref _stripes);
            closed = (ApartStripe[])seen.Clone();
            foreach (ApartStripe apart in closed)
            {
                apart.Stripe.MoveTo(interval, close: true);
            }

            // A copy, so that a writer that is adding stripes to what it saw before finds them changed, and adds none.
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _stripes, closed, seen), seen));
        return interval;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref RecorderStripe Enter()
    {
        ApartStripe[] stripes = Volatile.Read(ref _stripes);
        ref RecorderStripe stripe = ref (stripes.Length == 0 ? ref _first : ref stripes[_place & (stripes.Length - 1)].Stripe);
        if (stripe.TryEnter())
        {
            return ref stripe;
        }

        return ref EnterContended();
    }

    private ref RecorderStripe EnterContended()
    {
        if (TryWaitForFirst())
        {
            return ref _first;
        }

        var spin = new SpinWait();
        while (true)
        {
            ApartStripe[] stripes = Grow();
            for (int i = 1; i <= stripes.Length; i++)
            {
                int place = (_place + i) & (stripes.Length - 1);
                if (stripes[place].Stripe.TryEnter())
                {
                    _place = place;
                    return ref stripes[place].Stripe;
                }
            }

            if (stripes.Length == 0 && _first.TryEnter())
            {
                return ref _first;
            }

            // Every stripe held at once: its holders were all suspended within the same few nanoseconds of work.
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private bool TryWaitForFirst()
    {
        if (ApartStripes > 0 || _meetings >= MaxMeetings)
        {
            return false;
        }

        _meetings++;
        for (int i = 0; i < MaxLooks; i++)
        {
            Thread.SpinWait(1);
            if (_first.TryEnter())
            {
                return true;
            }
        }

        return false;
    }

    private ApartStripe[] Grow()
    {
        ApartStripe[] stripes = Volatile.Read(ref _stripes);
        if (stripes.Length >= MaxStripes || _first.IsClosed)
        {
            return stripes;
        }

        ApartStripe[] more = new ApartStripe[Math.Max(stripes.Length * 2, 2)];
        stripes.CopyTo(more, 0);
        for (int i = stripes.Length; i < more.Length; i++)
        {
            more[i] = new ApartStripe(scale is null ? null : new SlotCounts(pool, isApart: true));
        }

        ApartStripe[] seen = Interlocked.CompareExchange(ref _stripes, more, stripes);
        return ReferenceEquals(seen, stripes) ? more : seen;
    }
}
