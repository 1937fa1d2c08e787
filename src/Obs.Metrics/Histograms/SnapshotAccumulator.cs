using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Gathers measurements and snapshots into one distribution, again and again in the same room. Not safe for use by several
/// threads.</summary>
internal sealed class SnapshotAccumulator(CountPagePool? pool = null) : IDisposable
{
    private static readonly ValueScale DefaultScale = new(ValueScale.FractionalUnit, MetricsOptions.DefaultSignificantDigits);

    private readonly SlotCounts _counts = new(pool);
    private ValueScale? _scale;
    private SeriesTotals _totals = SeriesTotals.Empty;
    private HistogramSnapshot? _first; // Read as it is for as long as it is alone.
    private bool _isCounted;

    public long Count => _totals.Count;

    public double Sum => _totals.Sum;

    public double Min => _totals.Min;

    public double Max => _totals.Max;

    public double Mean => Count == 0 ? 0 : Sum / Count;

    /// <summary>That of the first snapshot.</summary>
    public ValueScale Scale => _scale ?? DefaultScale;

    public SlotCounts Counts
    {
        get
        {
            CountFirst();
            return _counts;
        }
    }

    public void Record(double value)
    {
        if (value >= 0 && double.IsFinite(value))
        {
            Counts.Increment(Scale.IndexOf(value));
            _totals.Record(value);
            _isCounted = true;
        }
    }

    public void Add(HistogramSnapshot snapshot)
    {
        _totals.Add(snapshot.Totals);
        if (_first is null && !_isCounted)
        {
            _first = snapshot;
            _scale = snapshot.Scale;
            return;
        }

        CountFirst();
        CountIn(snapshot);
    }

    public void Add(SnapshotAccumulator other)
    {
        if (other._first is { } alone)
        {
            Add(alone);
            return;
        }

        CountFirst();
        _isCounted = true;
        _scale ??= other.Scale;
        if (_scale.Equals(other.Scale))
        {
            _counts.AddAll(other._counts);
        }
        else
        {
            var reader = new SlotCountsReader(other._counts);
            while (reader.MoveNext())
            {
                _counts.Add(_scale.IndexOf(other.Scale.ValueAt(reader.Slot)), reader.Count);
            }
        }

        _totals.Add(other._totals);
    }

    public double ValueAtPercentile(double percentile)
    {
        Span<double> value = stackalloc double[1];
        ValuesAtPercentiles([percentile], value);
        return value[0];
    }

    /// <summary>As <see cref="HistogramSnapshot.ValuesAtPercentiles"/>.</summary>
    public void ValuesAtPercentiles(ReadOnlySpan<double> percentiles, Span<double> values)
    {
        if (_first is not null)
        {
            _first.ValuesAtPercentiles(percentiles, values);
            return;
        }

        PercentileWalk.Find(new SlotCountsReader(_counts), _totals, Scale, percentiles, values);
    }

    public HistogramSnapshot ToSnapshot() => new(Scale, Counts, _totals);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        if (_isCounted)
        {
            _counts.Reset();
        }

        _first = null;
        _isCounted = false;
        _totals = SeriesTotals.Empty;
        _scale = null;
    }

    /// <summary>Gives the pages back to the pool.</summary>
    public void Dispose() => _counts.Clear();

    private void CountFirst()
    {
        if (_first is { } first)
        {
            _first = null;
            CountIn(first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountIn(HistogramSnapshot snapshot)
    {
        _isCounted = true;
        _scale ??= snapshot.Scale;
        if (_scale.Equals(snapshot.Scale))
        {
            CountsCodec.AddTo(_counts, snapshot.EncodedCounts.Span);
        }
        else
        {
            var reader = new CountsReader(snapshot.EncodedCounts.Span);
            while (reader.MoveNext())
            {
                _counts.Add(_scale.IndexOf(snapshot.Scale.ValueAt(reader.Slot)), reader.Count);
            }
        }
    }
}
