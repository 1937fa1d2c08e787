using Obs.Insights.Evaluation;
using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Aggregation;

/// <summary><c>stats … by …</c>: numbers the groups by their key and lets every aggregate keep its state per number.</summary>
internal sealed class StatsCollector : Collector
{
    private const int ExpectedAggregateBytes = 32;

    private readonly Evaluator[] _keys;
    private readonly StatsLayout _layout;
    private readonly MemoryBudget _budget;
    private readonly Aggregator[] _aggregators;
    private readonly KeyTable _table;
    private readonly KeyWriter _key = new();
    private readonly FieldValue[] _keyValues;
    private readonly List<StoredRow> _groups = [];
    private int _capacity;

    public StatsCollector(Evaluator[] keys, IReadOnlyList<AggregateSpec> aggregates, StatsLayout layout, MemoryBudget budget)
    {
        _keys = keys;
        _layout = layout;
        _budget = budget;
        _table = new KeyTable(budget);
        _keyValues = new FieldValue[keys.Length];
        _aggregators = [.. aggregates.Select(a => Aggregator.Create(a, budget))];
        if (keys.Length == 0)
        {
            // Without "by" there is one group, even when no event comes.
            _table.GetOrAdd(_key.Written, out _);
            AddGroup(0, 0);
        }
    }

    public override void Process(Row row)
    {
        Count++;
        int group = _keys.Length == 0 ? 0 : FindGroup(row);
        foreach (Aggregator aggregator in _aggregators)
        {
            aggregator.Accumulate(group, row);
        }
    }

    public override void Merge(Collector other)
    {
        var stats = (StatsCollector)other;
        Count += stats.Count;
        int[] groups = new int[stats._groups.Count];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = _table.GetOrAdd(stats._table.KeyAt(i), out bool isNew);
            if (isNew)
            {
                Adopt(stats._groups[i]);
            }
            else if (stats._groups[i].CompareOrdinal(_groups[groups[i]]) < 0)
            {
                _groups[groups[i]] = stats._groups[i];
            }
        }

        for (int i = 0; i < _aggregators.Length; i++)
        {
            _aggregators[i].Merge(stats._aggregators[i], groups);
        }
    }

    public override List<StoredRow> Complete()
    {
        for (int group = 0; group < _groups.Count; group++)
        {
            foreach (Aggregator aggregator in _aggregators)
            {
                foreach (AggregateOutput output in aggregator.Outputs)
                {
                    _groups[group].Values[output.Slot] = aggregator.Result(group, output);
                }
            }
        }

        _groups.Sort(static (x, y) => x.CompareOrdinal(y));
        return _groups;
    }

    private int FindGroup(Row row)
    {
        _key.Clear();
        for (int i = 0; i < _keys.Length; i++)
        {
            _keyValues[i] = _keys[i].Evaluate(row);
            _key.Write(_keyValues[i]);
        }

        int group = _table.GetOrAdd(_key.Written, out bool isNew);
        if (isNew)
        {
            AddGroup(row.Ordinal, row.Part);
        }

        return group;
    }

    private void AddGroup(long ordinal, int part)
    {
        var values = new FieldValue[_layout.SlotCount];
        long bytes = (long)values.Length * RowStore.ValueBytes;
        for (int i = 0; i < _keyValues.Length; i++)
        {
            values[_layout.KeySlots[i]] = _keyValues[i].Detach();
            bytes += RowStore.SizeOf(_keyValues[i]);
        }

        _budget.Charge(bytes + (_aggregators.Length * ExpectedAggregateBytes));
        Adopt(new StoredRow(values, ordinal, part));
    }

    private void Adopt(StoredRow group)
    {
        _groups.Add(group);
        if (_groups.Count > _capacity)
        {
            _capacity = Math.Max(16, _capacity * 2);
            foreach (Aggregator aggregator in _aggregators)
            {
                aggregator.Resize(_capacity);
            }
        }
    }
}
