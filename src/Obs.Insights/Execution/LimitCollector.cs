namespace Obs.Insights.Execution;

/// <summary>The first rows, in the order of the input.</summary>
internal sealed class LimitCollector(int count, RowStore store) : Collector
{
    private readonly List<StoredRow> _rows = [];

    public override bool IsFull => _rows.Count >= count;

    public override void Process(Row row)
    {
        Count++;
        if (_rows.Count < count)
        {
            _rows.Add(store.Store(row));
        }
    }

    public override void Merge(Collector other)
    {
        Count += other.Count;
        _rows.AddRange(((LimitCollector)other)._rows);
    }

    public override List<StoredRow> Complete()
    {
        _rows.Sort(static (x, y) => x.CompareOrdinal(y));
        if (_rows.Count > count)
        {
            _rows.RemoveRange(count, _rows.Count - count);
        }

        return _rows;
    }
}
