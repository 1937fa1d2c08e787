namespace Obs.Metrics;

/// <summary>What a recorder took in between two looks at it.</summary>
internal sealed class RecorderInterval(ValueScale? scale)
{
    /// <summary>Exact count, sum and extremes. A field, because it is added to in place.</summary>
    public SeriesTotals Totals = SeriesTotals.Empty;

    /// <summary>A field, because it is added to in place.</summary>
    public SlowestTraces Traces;

    public SlotCounts? Counts { get; } = scale is null ? null : new SlotCounts();

    /// <summary>Memory of counts that the recorder used.</summary>
    public long SizeBytes { get; set; }

    public HistogramSnapshot? ToSnapshot() => scale is null ? null : new HistogramSnapshot(scale, Counts!, Totals);
}
