namespace Obs.Metrics;

/// <summary>A series while measurements come in.</summary>
internal sealed class LiveSeries(SeriesIdentity identity, ValueScale? scale, CountPagePool pool)
{
    private readonly StripedRecorder _recorder = new(scale, pool);
    private readonly bool _isGauge = identity.Kind == InstrumentKind.Gauge;
    private double _last;
    private double _level;
    private double _observed;

    public SeriesIdentity Identity { get; } = identity;

    /// <summary>Memory that the counts of the last closed window took.</summary>
    public long CountBytes { get; private set; }

    /// <summary>Intervals in a row without a measurement; 0 while there is a level to be kept.</summary>
    public int IdleIntervals { get; private set; }

    /// <summary>Records a measurement; false when the series has been closed.</summary>
    public bool TryRecord(double value)
    {
        if (!_recorder.TryRecord(value))
        {
            return false;
        }

        if (_isGauge)
        {
            Volatile.Write(ref _last, value);
        }

        return true;
    }

    /// <summary>Takes the total that an observable counter reports and records what was added since the last report.</summary>
    /// <param name="total">The total since the source began.</param>
    /// <param name="isBaseline">What was there before we listened is not part of any window.</param>
    public void Observe(double total, bool isBaseline)
    {
        // A counter that fell has begun again, and its total is what it counted since. An up-down counter may fall.
        bool hasRestarted = Identity.Kind == InstrumentKind.Counter && total < _observed;
        double change = hasRestarted ? total : FiniteNumber.Of(total - _observed);
        _observed = total;
        if (!isBaseline || Identity.Kind != InstrumentKind.Counter)
        {
            _recorder.TryRecord(change);
        }
    }

    /// <summary>Closes the interval; null when there is nothing to say about it.</summary>
    public MetricSeries? TakeInterval(DateTimeOffset end) => ToSeries(_recorder.TakeInterval(), end);

    /// <summary>Closes the interval and the series: whatever is recorded afterwards is refused.</summary>
    public MetricSeries? TakeLastInterval(DateTimeOffset end) => ToSeries(_recorder.TakeLastInterval(), end);

    private MetricSeries? ToSeries(RecorderInterval interval, DateTimeOffset end)
    {
        CountBytes = interval.SizeBytes + (_recorder.ApartStripes * ApartStripe.SizeBytes);
        _level = FiniteNumber.Of(_level + interval.Totals.Sum);
        double last = Identity.Kind switch
        {
            InstrumentKind.UpDownCounter => _level,
            InstrumentKind.Gauge => Volatile.Read(ref _last),
            _ => 0,
        };

        bool isSilent = interval.Totals.Count == 0 && (Identity.Kind != InstrumentKind.UpDownCounter || last == 0);
        IdleIntervals = isSilent ? IdleIntervals + 1 : 0;
        return isSilent ? null : new MetricSeries(Identity)
        {
            Count = interval.Totals.Count,
            Sum = interval.Totals.Sum,
            Min = interval.Totals.Min,
            Max = interval.Totals.Max,
            Last = last,
            Histogram = interval.ToSnapshot(),
            Exemplars = interval.Traces.ToExemplars(end),
        };
    }
}
