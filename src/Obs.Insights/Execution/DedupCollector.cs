using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Of the rows with the same key, the first in an order, and of these the first so many. Rows that lack a part of the key
/// count as if each had one of its own.</summary>
/// <remarks>Keeps up to twice as many rows as are asked for, and then throws the worse half away: what comes after the last of so many
/// different keys is not among the first, whatever else comes.</remarks>
internal sealed class DedupCollector(Evaluator[] keys, SortOrder order, int count, RowStore store, MemoryBudget budget) : Collector
{
    private const int SmallestBuffer = 1_024;

    private readonly KeyWriter _key = new();
    private readonly FieldValue[] _sortKeys = new FieldValue[order.Count];
    private readonly Stack<SortedRow> _spare = [];
    private KeyTable _table = new(budget);
    private List<SortedRow> _first = [];
    private List<SortedRow> _keyless = [];
    private RowPlace? _last;

    public override void Process(Row row)
    {
        Count++;
        order.Evaluate(row, _sortKeys);
        if (count == 0 || (_last is { } last && last.IsBefore(order, _sortKeys, row.Ordinal, row.Part)))
        {
            return;
        }

        if (TryWriteKey(row))
        {
            KeepFirst(row);
        }
        else
        {
            _keyless.Add(Keep(row));
        }

        if (_first.Count + _keyless.Count >= Math.Max(2L * count, SmallestBuffer))
        {
            Cut();
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

    public override List<StoredRow> Complete() => Sorted().Take(count).Select(static kept => kept.Row.Row).ToList();

    private void KeepFirst(Row row)
    {
        int index = _table.GetOrAdd(_key.Written, out bool isNew);
        if (isNew)
        {
            _first.Add(Keep(row));
        }
        else if (IsBefore(row, _first[index]))
        {
            Replace(_first[index], row);
        }
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

    // In the place of a row that was thrown away, which stays in the account for that.
    private SortedRow Keep(Row row)
    {
        if (!_spare.TryPop(out SortedRow? kept))
        {
            return new(SortOrder.Keep(_sortKeys), store.Store(row));
        }

        Replace(kept, row);
        return kept;
    }

    private void Replace(SortedRow kept, Row row)
    {
        SortOrder.Keep(_sortKeys, kept.Keys);
        store.Replace(kept.Row, row);
    }

    private void Cut()
    {
        List<(SortedRow Row, int Key)> rows = Sorted();
        KeyTable known = _table;
        (_table, _first, _keyless) = (new KeyTable(budget), new List<SortedRow>(count), []);
        for (int i = 0; i < rows.Count; i++)
        {
            (SortedRow row, int key) = rows[i];
            if (i >= count)
            {
                _spare.Push(row);
            }
            else if (key < 0)
            {
                _keyless.Add(row);
            }
            else
            {
                _table.GetOrAdd(known.KeyAt(key), out _);
                _first.Add(row);
            }
        }

        known.Release();
        _last = new RowPlace(rows[count - 1].Row);
    }

    private List<(SortedRow Row, int Key)> Sorted()
    {
        List<(SortedRow Row, int Key)> rows =
            [.. _first.Select(static (row, key) => (row, key)), .. _keyless.Select(static row => (row, -1))];
        rows.Sort((x, y) => Compare(x.Row, y.Row));
        return rows;
    }

    private bool IsBefore(Row row, SortedRow kept)
    {
        int byKeys = order.Compare(_sortKeys, kept.Keys);
        return byKeys < 0 || (byKeys == 0 && kept.Row.CompareOrdinal(row.Ordinal, row.Part) > 0);
    }

    private int Compare(SortedRow x, SortedRow y) =>
        order.Compare(x.Keys, y.Keys) is var byKeys and not 0 ? byKeys : x.Row.CompareOrdinal(y.Row);

    /// <summary>Where a row stood in the order when it was looked at; it may be replaced by a better one since.</summary>
    private sealed class RowPlace(SortedRow row)
    {
        private readonly FieldValue[] _keys = [.. row.Keys];
        private readonly (long Ordinal, int Part) _place = row.Row.Place;

        public bool IsBefore(SortOrder order, FieldValue[] keys, long ordinal, int part)
        {
            int byKeys = order.Compare(_keys, keys);
            return byKeys < 0 || (byKeys == 0 && _place.CompareTo((ordinal, part)) < 0);
        }
    }
}
