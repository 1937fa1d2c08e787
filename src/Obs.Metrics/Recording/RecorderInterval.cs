namespace Obs.Metrics;

/// <summary>What a recorder took in between two looks at it.</summary>
internal sealed class RecorderInterval(ValueScale? scale)
{
    /// <summary>Exact count, sum and extremes. A field, because it is added to in place.</summary>
    public SeriesTotals Totals = SeriesTotals.Empty;

    /// <summary>A field, because it is added to in place.</summary>
    public KeptTraces Traces;

    private SlotCounts? _counts;

    /// <summary>Memory of counts that the recorder used.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>Takes counts over, pages and all: most series have one stripe, and copying would be most of the work.</summary>
    public void Take(SlotCounts counts)
    {
        SizeBytes += counts.SizeBytes;
        if (_counts is null)
        {
            _counts = counts;
            return;
        }

        _counts.AddAll(counts);
        counts.Clear();
    }

    /// <summary>The distribution, once: the pages go back to where they came from.</summary>
    public HistogramSnapshot? ToSnapshot()
    {
        if (scale is null)
        {
            return null;
        }

        var snapshot = new HistogramSnapshot(scale, _counts ?? new SlotCounts(), Totals);
        _counts?.Clear();
        _counts = null;
        return snapshot;
    }
}
