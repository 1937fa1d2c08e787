namespace Obs.Metrics;

/// <summary>One thread's share of a recorder for as long as that thread holds it.</summary>
/// <remarks>
/// Holding costs one compare-and-swap; everything behind it is plain memory, so that count, sum, extremes, slots and exemplars
/// always tell the same story. A structure, so that the only stripe of most series is part of its recorder.
/// </remarks>
internal struct RecorderStripe(SlotCounts? counts)
{
    private SeriesTotals _totals = SeriesTotals.Empty;
    private KeptTraces _traces;
    private SlotCounts? _counts = counts;
    private int _held;

    public bool TryEnter() => _held == 0 && Interlocked.CompareExchange(ref _held, 1, 0) == 0;

    /// <summary>Whether nothing may be recorded any more. Read by whoever holds the stripe, and by anybody once it is true.</summary>
    public bool IsClosed { get; private set; }

    public void Exit() => Volatile.Write(ref _held, 0);

    /// <summary>Records a measurement; the caller holds the stripe.</summary>
    public void Record(double value, ValueScale? scale)
    {
        if (scale is not null)
        {
            _counts!.Increment(scale.IndexOf(value));
            _traces.Offer(value);
        }

        _totals.Record(value);
    }

    /// <summary>Moves what was recorded into <paramref name="interval"/>.</summary>
    /// <remarks>One caller at a time. Waits for a writer that is in the middle of one measurement; no writer waits for this:
    /// the stripe is held only while references change hands.</remarks>
    public void MoveTo(RecorderInterval interval, bool close)
    {
        SlotCounts? fresh = _counts?.NewAlike();
        var spin = new SpinWait();
        while (!TryEnter())
        {
            spin.SpinOnce();
        }

        interval.Totals.Add(_totals);
        _traces.AddTo(ref interval.Traces);
        _totals = SeriesTotals.Empty;
        _traces.Clear();
        SlotCounts? taken = _counts;
        _counts = fresh;
        IsClosed |= close;
        Exit();

        if (taken is not null)
        {
            interval.Take(taken);
        }
    }
}
