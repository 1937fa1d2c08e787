namespace Obs.Metrics;

/// <summary>Gathers measurements and snapshots into one distribution. Not safe for use by several threads.</summary>
internal sealed class SnapshotAccumulator(ValueScale scale, CountPagePool? pool = null)
{
    private readonly SlotCounts _counts = new(pool);
    private SeriesTotals _totals = SeriesTotals.Empty;

    public void Record(double value)
    {
        if (value >= 0 && double.IsFinite(value))
        {
            _counts.Increment(scale.IndexOf(value));
            _totals.Record(value);
        }
    }

    public void Add(HistogramSnapshot snapshot)
    {
        bool isSameScale = scale.Equals(snapshot.Scale);
        var reader = new CountsReader(snapshot.EncodedCounts.Span);
        while (reader.MoveNext())
        {
            int slot = isSameScale ? reader.Slot : scale.IndexOf(snapshot.Scale.ValueAt(reader.Slot));
            _counts.Add(slot, reader.Count);
        }

        _totals.Add(snapshot.Totals);
    }

    public HistogramSnapshot ToSnapshot() => new(scale, _counts, _totals);

    /// <summary>The distribution, once: the pages go back to the pool.</summary>
    public HistogramSnapshot Complete()
    {
        HistogramSnapshot snapshot = ToSnapshot();
        _counts.Clear();
        return snapshot;
    }
}
