using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Of the rows with the same key, the first in an order. Rows that lack a part of the key are all kept.</summary>
internal sealed class DedupCollector(Evaluator[] keys, SortOrder order, RowStore store, MemoryBudget budget) : Collector
{
    private readonly KeyTable _table = new(budget);
    private readonly KeyWriter _key = new();
    private readonly FieldValue[] _sortKeys = new FieldValue[order.Count];
    private readonly List<SortedRow> _first = [];
    private readonly List<SortedRow> _keyless = [];

    public override void Process(Row row)
    {
        Count++;
        order.Evaluate(row, _sortKeys);
        if (!TryWriteKey(row))
        {
            _keyless.Add(Store(row));
            return;
        }

        int index = _table.GetOrAdd(_key.Written, out bool isNew);
        if (isNew)
        {
            _first.Add(Store(row));
        }
        else if (IsBefore(row, _first[index]))
        {
            SortOrder.Keep(_sortKeys, _first[index].Keys);
            store.Replace(_first[index].Row, row);
        }
    }

    public override void Merge(Collector other)
    {
        var rows = (DedupCollector)other;
        Count += rows.Count;
        _keyless.AddRange(rows._keyless);
        for (int i = 0; i < rows._first.Count; i++)
        {
            int index = _table.GetOrAdd(rows._table.KeyAt(i), out bool isNew);
            if (isNew)
            {
                _first.Add(rows._first[i]);
            }
            else if (Compare(rows._first[i], _first[index]) < 0)
            {
                _first[index] = rows._first[i];
            }
        }
    }

    public override List<StoredRow> Complete()
    {
        List<SortedRow> rows = [.. _first, .. _keyless];
        rows.Sort(Compare);
        return rows.ConvertAll(static r => r.Row);
    }

    private bool TryWriteKey(Row row)
    {
        _key.Clear();
        foreach (Evaluator key in keys)
        {
            FieldValue value = key.Evaluate(row);
            if (value.IsMissing)
            {
                return false;
            }

            _key.Write(value);
        }

        return true;
    }

    private SortedRow Store(Row row) => new(SortOrder.Keep(_sortKeys), store.Store(row));

    private bool IsBefore(Row row, SortedRow kept)
    {
        int byKeys = order.Compare(_sortKeys, kept.Keys);
        return byKeys < 0 || (byKeys == 0 && kept.Row.CompareOrdinal(row.Ordinal, row.Part) > 0);
    }

    private int Compare(SortedRow x, SortedRow y) =>
        order.Compare(x.Keys, y.Keys) is var byKeys and not 0 ? byKeys : x.Row.CompareOrdinal(y.Row);
}
