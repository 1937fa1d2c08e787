namespace Obs.Metrics;

/// <summary>Takes the measurements of one instrument to their series. Nothing thrown in here reaches the caller.</summary>
/// <remarks>Thread safety: recording from any thread; closing an interval from one at a time.</remarks>
internal sealed class InstrumentRecorder(InstrumentDescription instrument, TagFilter? filter, CollectionContext context)
{
    // Orders of tags worth remembering for each series. Beyond it a new order costs an allocation for each measurement.
    private const int MaxOrders = 4;

    private readonly Lock _lock = new();
    private readonly SeriesTable _table = new();
    private readonly Dictionary<SeriesIdentity, LiveSeries> _series = [];
    private readonly ValueScale? _scale = instrument.Kind == InstrumentKind.Histogram
        ? context.Scale(instrument.UnitExponent, instrument.Digits)
        : null;
    private readonly double _factor = instrument.Factor;
    private readonly bool _isSummed = instrument.Kind != InstrumentKind.Gauge;
    private LiveSeries? _overflow;
    private int _users;

    public InstrumentDescription Instrument { get; } = instrument;

    /// <summary>The tags that are kept; null for all.</summary>
    public TagFilter? Filter { get; } = filter;

    /// <summary>Whether the instrument is asked for its value instead of telling it.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Whether the instrument tells totals, of which the changes are recorded.</summary>
    public bool TellsTotals => IsObserved && _isSummed;

    /// <summary>Set until totals that were there before we listened have been read for the first time.</summary>
    public bool IsBaseline { get; set; }

    /// <summary>Whether every instrument that recorded here is gone; the last interval is still to be taken.</summary>
    public bool IsCompleted => Volatile.Read(ref _users) == 0;

    /// <summary>Says that one more instrument records here.</summary>
    public void Enter() => Interlocked.Increment(ref _users);

    /// <summary>Says that an instrument is gone.</summary>
    public void Exit() => Interlocked.Decrement(ref _users);

    /// <summary>Records a measurement. Never throws.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            value *= _factor;

            // Written so that NaN, which compares false with everything, is looked at again.
            if (value is >= 0 and <= double.MaxValue || IsRecordable(value))
            {
                if (_table.FindRecent(tags) is not { } recent || !recent.TryRecord(value))
                {
                    RecordBySearch(value, tags);
                }
            }
        }
        catch (Exception exception)
        {
            // A tag value's own Equals, GetHashCode or ToString, or no memory: never the caller's concern.
            context.Account.Fail(exception);
        }
    }

    /// <summary>Takes the total that an observable counter reports. Never throws.</summary>
    public void Observe(double total, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            total *= _factor;
            if (IsRecordable(total))
            {
                FindSeries(tags).Observe(total, IsBaseline);
            }
        }
        catch (Exception exception)
        {
            context.Account.Fail(exception);
        }
    }

    /// <summary>Closes the interval of every series and says how much memory their counts took.</summary>
    public long TakeInterval(DateTimeOffset end, List<MetricSeries> into)
    {
        LiveSeries[] all;
        LiveSeries[] idle;
        lock (_lock)
        {
            idle = CloseIdle();
            all = _overflow is null ? [.. _series.Values] : [.. _series.Values, _overflow];
        }

        // After they have left the table: a writer that is refused must not find them again.
        foreach (LiveSeries series in idle)
        {
            if (series.TakeLastInterval(end) is { } taken)
            {
                into.Add(taken);
            }
        }

        context.Budget.Close(idle.Length);
        long countBytes = 0;
        foreach (LiveSeries series in all)
        {
            if (series.TakeInterval(end) is { } taken)
            {
                into.Add(taken);
            }

            countBytes += series.CountBytes;
        }

        return countBytes;
    }

    /// <summary>How many series are open, not counting the overflow series.</summary>
    public int CountSeries()
    {
        lock (_lock)
        {
            return _series.Count;
        }
    }

    private LiveSeries[] CloseIdle()
    {
        // The total of an observed series is known from its last report: forgotten, it would be counted a second time.
        LiveSeries[] idle = IsObserved ? [] : [.. _series.Values.Where(s => s.IdleIntervals >= context.IdleIntervals)];
        foreach (LiveSeries series in idle)
        {
            _series.Remove(series.Identity);
        }

        _table.Remove(idle);
        return idle;
    }

    private bool IsRecordable(double value)
    {
        bool isSigned = Instrument.Kind is InstrumentKind.UpDownCounter or InstrumentKind.Gauge;

        // Written so that NaN, which compares false with everything, is refused too.
        if ((value >= 0 || (isSigned && value < 0)) && double.IsFinite(value))
        {
            return true;
        }

        context.Account.Reject();
        return false;
    }

    private void RecordBySearch(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // A series that was closed as idle in between refuses; its place is then free for a new one.
        while (!FindSeries(tags).TryRecord(value))
        {
        }
    }

    private LiveSeries FindSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length > TagBuffer.Capacity)
        {
            return FindInMany(tags);
        }

        int hash = TagHash.Of(tags);
        return _table.Find(tags, hash) ?? (Filter is null ? OpenSeries(tags, hash) : FindFiltered(tags, hash));
    }

    // As the tags came, so that the next of the same need not be filtered; within a limit, since those left out may have any value.
    private LiveSeries FindFiltered(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        LiveSeries series = tags.Length <= SmallTagBuffer.Capacity ? FindInFew(tags) : FindInMany(tags);
        if (HasRoomForOrder && !ReferenceEquals(series, _overflow))
        {
            lock (_lock)
            {
                Remember(tags, hash, series);
            }
        }

        return series;
    }

    // Apart from FindSeries, and from each other: a method that has room on its stack clears it whether it uses it or not.
    private LiveSeries FindInFew(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        SmallTagBuffer buffer = default;
        Span<KeyValuePair<string, object?>> kept = buffer;
        return FindKept(kept[..Filter!.Keep(tags, kept)]);
    }

    private LiveSeries FindInMany(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        TagBuffer buffer = default;
        Span<KeyValuePair<string, object?>> kept = buffer;
        if (Filter is not null)
        {
            kept = kept[..Filter.Keep(tags, kept)];
        }
        else
        {
            tags[..kept.Length].CopyTo(kept);
        }

        return FindKept(kept);
    }

    private LiveSeries FindKept(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        int hash = TagHash.Of(tags);
        return _table.Find(tags, hash) ?? OpenSeries(tags, hash);
    }

    private LiveSeries OpenSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        if (context.Budget.IsExhausted)
        {
            // Not even looked at: a flood of new tag values must not cost the work of naming each.
            return Overflow();
        }

        KeyValuePair<string, string>[] dimensions = Dimensions.From(tags);
        var identity = new SeriesIdentity(Instrument.MeterName, Instrument.Name, Instrument.Unit, Instrument.Kind, dimensions);
        lock (_lock)
        {
            if (!_series.TryGetValue(identity, out LiveSeries? series))
            {
                if (!context.Budget.TryOpen())
                {
                    return Overflow();
                }

                series = new LiveSeries(identity, _scale, context.Pool);
                _series.Add(identity, series);
            }

            Remember(tags, hash, series);
            return series;
        }
    }

    private bool HasRoomForOrder => _table.Count < _series.Count * MaxOrders;

    // Under the lock. Looked up again, since another thread may have come first, or closed the series.
    private void Remember(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash, LiveSeries series)
    {
        bool isOpen = _series.TryGetValue(series.Identity, out LiveSeries? open) && ReferenceEquals(open, series);
        if (isOpen && HasRoomForOrder && Dimensions.AreShort(tags) && _table.Find(tags, hash) is null)
        {
            _table.Add(tags.ToArray(), hash, series);
        }
    }

    private LiveSeries Overflow()
    {
        context.Account.Overflow();
        lock (_lock)
        {
            return _overflow ??= new LiveSeries(
                new SeriesIdentity(Instrument.MeterName, Instrument.Name, Instrument.Unit, Instrument.Kind, Dimensions.Overflow),
                _scale,
                context.Pool);
        }
    }
}
