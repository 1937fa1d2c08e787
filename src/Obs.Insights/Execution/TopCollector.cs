using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>The first rows of an order. Keeps up to twice as many as are asked for, and then throws the worse half away.</summary>
internal sealed class TopCollector(SortOrder order, int count, RowStore store) : Collector
{
    private const int SmallestBuffer = 1_024;

    private readonly FieldValue[] _keys = new FieldValue[order.Count];
    private readonly List<SortedRow> _rows = [];
    private readonly Stack<SortedRow> _spare = [];
    private SortedRow? _worst;

    public override void Process(Row row)
    {
        Count++;
        order.Evaluate(row, _keys);
        if (count == 0 || (_worst is not null && IsWorse(row)))
        {
            return;
        }

        _rows.Add(Keep(row));
        if (_rows.Count >= Math.Max(2L * count, SmallestBuffer))
        {
            Cut();
        }
    }

    public override void Merge(Collector other)
    {
        Count += other.Count;
        _rows.AddRange(((TopCollector)other)._rows);
    }

    public override List<StoredRow> Complete()
    {
        Cut();
        return _rows.ConvertAll(static r => r.Row);
    }

    // In the place of a row that was thrown away, which stays in the account for that.
    private SortedRow Keep(Row row)
    {
        if (!_spare.TryPop(out SortedRow? kept))
        {
            return new(SortOrder.Keep(_keys), store.Store(row));
        }

        SortOrder.Keep(_keys, kept.Keys);
        store.Replace(kept.Row, row);
        return kept;
    }

    private bool IsWorse(Row row)
    {
        int byKeys = order.Compare(_keys, _worst!.Keys);
        return byKeys > 0 || (byKeys == 0 && _worst.Row.CompareOrdinal(row.Ordinal, row.Part) < 0);
    }

    private void Cut()
    {
        _rows.Sort((x, y) => order.Compare(x.Keys, y.Keys) is var byKeys and not 0 ? byKeys : x.Row.CompareOrdinal(y.Row));
        if (_rows.Count > count)
        {
            for (int i = count; i < _rows.Count; i++)
            {
                _spare.Push(_rows[i]);
            }

            _rows.RemoveRange(count, _rows.Count - count);
            _worst = count == 0 ? null : _rows[^1];
        }
    }
}
