namespace Obs.Metrics;

/// <summary>
/// A distribution of whole numbers, kept as counts in slots no wider than one part in 10^digits of their value:
/// <see href="https://hdrhistogram.github.io/HdrHistogram/">HdrHistogram</see>, compatible with its V2 encoding.
/// </summary>
/// <remarks>
/// Memory grows with what is counted, in pages, not with the range. Thread safety: none; what many threads record at once belongs
/// in an instrument of a <see cref="System.Diagnostics.Metrics.Meter"/>.
/// </remarks>
public sealed class Histogram
{
    // The smallest range the layout allows; it grows with the first larger value.
    private const long AutoRangingStart = 2;

    private readonly SlotCounts _counts;
    private readonly bool _isAutoRanging;
    private HistogramLayout _layout;

    /// <summary>A histogram from 1 on whose range grows with what is recorded.</summary>
    /// <param name="significantDigits">Decimal digits to which values are told apart, 1 to 5.</param>
    /// <exception cref="ArgumentException">The digits are outside 1 to 5.</exception>
    public Histogram(int significantDigits)
        : this(new HistogramLayout(1, AutoRangingStart, significantDigits), isAutoRanging: true)
    {
    }

    /// <summary>A histogram of a fixed range.</summary>
    /// <param name="lowestTrackableValue">The lowest value above zero to tell from zero, 1 or more.</param>
    /// <param name="highestTrackableValue">At least twice the lowest. Values beyond it are counted as long as they fall into the last
    /// bucket, and rejected above.</param>
    /// <param name="significantDigits">Decimal digits to which values are told apart, 1 to 5.</param>
    /// <exception cref="ArgumentException">An argument is outside its range, or the digits cannot be kept from so high a lowest
    /// value on.</exception>
    public Histogram(long lowestTrackableValue, long highestTrackableValue, int significantDigits)
        : this(new HistogramLayout(lowestTrackableValue, highestTrackableValue, significantDigits), isAutoRanging: false)
    {
    }

    internal Histogram(HistogramLayout layout, bool isAutoRanging)
    {
        _layout = layout;
        _isAutoRanging = isAutoRanging;
        _counts = new SlotCounts();
    }

    /// <summary>The lowest value above zero that is told from zero.</summary>
    public long LowestTrackableValue => _layout.Lowest;

    /// <summary>The end of the range; it grows when the histogram is auto-ranging.</summary>
    public long HighestTrackableValue => _layout.Highest;

    /// <summary>Decimal digits to which values are told apart, 1 to 5.</summary>
    public int SignificantDigits => _layout.Digits;

    /// <summary>How many values are counted.</summary>
    public long TotalCount { get; private set; }

    /// <summary>How many values were refused: negative, beyond a fixed range, or more than a 64-bit total can hold.</summary>
    public long Rejected { get; private set; }

    /// <summary>The lowest value counted, as the lowest that its slot holds; 0 when there is none.</summary>
    public long Min
    {
        get
        {
            int slot = 0;
            return _counts.TryFindFrom(ref slot) ? _layout.LowestAt(slot) : 0;
        }
    }

    /// <summary>The highest value counted, as the highest that its slot holds; 0 when there is none.</summary>
    public long Max => TotalCount == 0 ? 0 : _layout.HighestAt(_counts.LastSlot);

    /// <summary>The mean, each value taken as the middle of its slot; 0 when there is none.</summary>
    public double Mean => HistogramMoments.Mean(this);

    /// <summary>The standard deviation, each value taken as the middle of its slot; 0 when there is none.</summary>
    public double StandardDeviation => HistogramMoments.StandardDeviation(this);

    /// <summary>The slots that count something, by rising value.</summary>
    public IEnumerable<HistogramSlot> RecordedSlots
    {
        get
        {
            int slot = 0;
            while (_counts.TryFindFrom(ref slot))
            {
                yield return new HistogramSlot(_layout.LowestAt(slot), _layout.HighestAt(slot), _counts[slot]);
                slot++;
            }
        }
    }

    internal HistogramLayout Layout => _layout;

    internal SlotCounts Counts => _counts;

    /// <summary>Counts a value once. Never throws.</summary>
    public void Record(long value) => Record(value, 1);

    /// <summary>Counts a value several times. Never throws.</summary>
    /// <param name="value">0 or more, within the range; else it is counted in <see cref="Rejected"/>.</param>
    /// <param name="count">0 or more; a negative count is one rejection.</param>
    public void Record(long value, long count)
    {
        if (value < 0 || count < 0 || count > long.MaxValue - TotalCount || !TryReach(value))
        {
            Rejected += Math.Max(count, 1);
            return;
        }

        _counts.Add(_layout.IndexOf(value), count);
        TotalCount += count;
    }

    /// <summary>Counts a value, and those that a stalled caller did not get to measure. Never throws.</summary>
    /// <param name="value">As in <see cref="Record(long)"/>.</param>
    /// <param name="expectedInterval">The interval at which values were meant to be taken. A value larger than it stands for a wait
    /// during which others were left out: value minus interval, value minus two intervals, down to the interval. 0 or less
    /// corrects nothing.</param>
    public void RecordWithExpectedInterval(long value, long expectedInterval)
    {
        Record(value, 1);
        if (expectedInterval <= 0 || value < 0)
        {
            return;
        }

        // As many at once as fall into one slot: a long wait at a short interval would go on for as long.
        long missing = value - expectedInterval;
        while (missing >= expectedInterval)
        {
            long lowest = Math.Max(_layout.LowestAt(_layout.IndexOf(missing)), expectedInterval);
            long times = ((missing - lowest) / expectedInterval) + 1;
            Record(missing, times);
            missing -= times * expectedInterval;
        }
    }

    /// <summary>Adds the counts of another histogram, whose range and digits may differ.</summary>
    /// <exception cref="ArgumentException">It holds values beyond the fixed range of this one, which then stays as it was.</exception>
    public void Add(Histogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.TotalCount == 0)
        {
            return;
        }

        if (!TryReach(other.Max) || other.TotalCount > long.MaxValue - TotalCount)
        {
            throw new ArgumentException($"holds values up to {other.Max}, beyond {HighestTrackableValue}, or too many.", nameof(other));
        }

        ForEachCount(other, static (self, slot, count) => self._counts.Add(slot, count));
        TotalCount += other.TotalCount;
    }

    /// <summary>Takes the counts of another histogram away.</summary>
    /// <exception cref="ArgumentException">It counts a value more often than this one does; this one then stays as it was.</exception>
    public void Subtract(Histogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var wanted = new Histogram(_layout, _isAutoRanging);
        wanted.Add(other);
        int slot = 0;
        while (wanted._counts.TryFindFrom(ref slot))
        {
            if (wanted._counts[slot] > _counts[slot])
            {
                throw new ArgumentException($"counts {_layout.LowestAt(slot)} more often than this histogram does.", nameof(other));
            }

            slot++;
        }

        ForEachCount(wanted, static (self, slot, count) => self._counts.Add(slot, -count));
        TotalCount -= wanted.TotalCount;
    }

    /// <summary>An independent copy.</summary>
    public Histogram Copy()
    {
        var copy = new Histogram(_layout, _isAutoRanging) { TotalCount = TotalCount, Rejected = Rejected };
        copy._counts.AddAll(_counts);
        return copy;
    }

    /// <summary>Forgets all counts and rejections. The range stays.</summary>
    public void Reset()
    {
        _counts.Clear();
        TotalCount = 0;
        Rejected = 0;
    }

    /// <summary>The value at or below which <paramref name="percentile"/> percent of the values lie: the highest that its slot holds,
    /// and for 0 the lowest that the first slot holds. 0 when nothing is counted.</summary>
    /// <param name="percentile">0 to 100; what lies outside is taken as the nearer end.</param>
    public long ValueAtPercentile(double percentile)
    {
        long rank = Rank.Of(percentile, TotalCount);
        long seen = 0;
        int slot = 0;
        while (_counts.TryFindFrom(ref slot))
        {
            seen += _counts[slot];
            if (seen >= rank)
            {
                return percentile <= 0 ? _layout.LowestAt(slot) : _layout.HighestAt(slot);
            }

            slot++;
        }

        return 0;
    }

    /// <summary>How many percent of the values lie in the slot of <paramref name="value"/> or below; 100 when nothing is counted.</summary>
    public double PercentileAtOrBelow(long value) =>
        TotalCount == 0 ? 100 : 100.0 * CountBetween(0, value) / TotalCount;

    /// <summary>How often values were counted in the slot of <paramref name="value"/>.</summary>
    public long CountAt(long value) => CountBetween(value, value);

    /// <summary>How often values were counted from the slot of <paramref name="low"/> to that of <paramref name="high"/>.</summary>
    public long CountBetween(long low, long high)
    {
        if (high < 0)
        {
            return 0;
        }

        int slot = _layout.IndexOf(Math.Max(low, 0));
        int last = _layout.IndexOf(high);
        long count = 0;
        while (_counts.TryFindFrom(ref slot) && slot <= last)
        {
            count += _counts[slot++];
        }

        return count;
    }

    /// <summary>The lowest value that is counted as one with <paramref name="value"/>, which is 0 or more.</summary>
    public long LowestEquivalent(long value) => _layout.LowestAt(_layout.IndexOf(Math.Max(value, 0)));

    /// <summary>The highest value that is counted as one with <paramref name="value"/>, which is 0 or more.</summary>
    public long HighestEquivalent(long value) => _layout.HighestAt(_layout.IndexOf(Math.Max(value, 0)));

    /// <summary>Takes a decoded count; false when the slot or the total is beyond what the header announced.</summary>
    internal bool TryRestore(int slot, long count)
    {
        if (slot >= _layout.Length || count > long.MaxValue - TotalCount)
        {
            return false;
        }

        _counts.Add(slot, count);
        TotalCount += count;
        return true;
    }

    private bool TryReach(long value)
    {
        if (_layout.IndexOf(value) < _layout.Length)
        {
            return true;
        }

        if (_isAutoRanging)
        {
            _layout = _layout.ReachingTo(value);
        }

        return _isAutoRanging;
    }

    private void ForEachCount(Histogram other, Action<Histogram, int, long> apply)
    {
        bool isSameNumbering = _layout.NumbersLike(other._layout);
        int slot = 0;
        while (other._counts.TryFindFrom(ref slot))
        {
            int target = isSameNumbering ? slot : _layout.IndexOf(other._layout.LowestAt(slot));
            apply(this, target, other._counts[slot]);
            slot++;
        }
    }
}
