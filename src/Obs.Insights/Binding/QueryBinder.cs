using Obs.Insights.Aggregation;
using Obs.Insights.Evaluation;
using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Binding;

/// <summary>Makes a plan of a query, command by command.</summary>
internal sealed class QueryBinder
{
    // Commands are numbered in steps of two, so that what is done to all rows at once comes after the collector of the same command.
    private const int CommandStep = 2;
    private const int End = int.MaxValue;

    private readonly string _query;
    private readonly IReadOnlyList<Command> _commands;
    private readonly SlotAllocator _slots = new();
    private readonly Scope _scope;
    private readonly ExpressionBinder _expressions;
    private readonly ParseBinder _parses;
    private readonly ColumnList _columns;
    private readonly List<PlanSegment> _segments = [];
    private readonly List<int> _boundaries = [];
    private PlanSegment _segment = new();
    private BinColumn? _bin;
    private int[] _otherKeys = [];
    private bool _isSorted;
    private bool _isLimited;
    private int _index;

    private QueryBinder(string query, IReadOnlyList<Command> commands)
    {
        _query = query;
        _commands = commands;
        _scope = new Scope(_slots);
        _expressions = new ExpressionBinder(query, _scope);
        _parses = new ParseBinder(query, _scope, _slots, _expressions);
        _columns = new ColumnList(_scope);
    }

    public static QueryPlan Bind(string query, IReadOnlyList<Command> commands) => new QueryBinder(query, commands).Bind();

    private QueryPlan Bind()
    {
        for (_index = 0; _index < _commands.Count; _index++)
        {
            _slots.Command = _index * CommandStep;
            Bind(_commands[_index]);
        }

        _slots.Command = End;
        IReadOnlyList<OutputColumn> output = _columns.Complete();
        foreach (OutputColumn column in output)
        {
            _slots.Use(column.Slot);
        }

        bool isLimited = _isLimited;
        EndSegment((run, store) => new LimitCollector(run.RowsOf(isLimited), store));
        for (int i = 0; i < _segments.Count; i++)
        {
            _segments[i].LiveSlots = _slots.UsedAfter(_boundaries[i]);
        }

        return new(
            [.. _scope.EventFields], _slots.IsUsed(SystemField.Timestamp), _slots.Count, _expressions.ArgumentCounts, _parses.Count,
            _segments, output)
        {
            EventReferences = _scope.EventReferences,
            UnknownColumns = _scope.UnknownColumns,
        };
    }

    private void Bind(Command command)
    {
        switch (command)
        {
            case FieldsCommand fields:
                BindFields(fields);
                break;
            case FilterCommand filter:
                Evaluator condition = _expressions.Bind(filter.Condition);
                _segment.Steps.Add(next => new FilterStage(condition, next));
                break;
            case StatsCommand stats:
                BindStats(stats);
                break;
            case SortCommand sort:
                BindSort(sort);
                break;
            case LimitCommand limit:
                _isLimited = true;
                EndSegment((_, store) => new LimitCollector(limit.Count, store));
                break;
            case ParseCommand parse:
                _segment.Steps.Add(_parses.Bind(parse));
                break;
            case DedupCommand dedup:
                BindDedup(dedup, _isSorted ? new SortOrder([], []) : NewestFirst());
                break;
            case UnnestCommand unnest:
                Evaluator list = _expressions.Bind(unnest.List);
                int slot = _slots.Allocate();
                _segment.Steps.Add(next => new UnnestStage(slot, list, next));
                _scope.Define(unnest.Column, slot);
                break;
            case AddTotalsCommand totals:
                BindTotals(totals);
                break;
            case FillDownCommand fill:
                BindFillDown(fill);
                break;
            case FillMissingCommand fill:
                BindFillMissing(fill);
                break;
            default:
                throw new InvalidOperationException($"No plan for {command.GetType().Name}.");
        }
    }

    private void BindFields(FieldsCommand command)
    {
        // All items of one command see the names before it.
        List<(ColumnItem Item, int Slot)> bound = [.. command.Items.Select(item => (item, SlotOf(_expressions.Bind(item.Expression))))];
        _columns.Begin(command.IsDisplay);
        foreach ((ColumnItem item, int slot) in bound)
        {
            _columns.Add(item.Column, slot, command.IsDisplay);
            if (item.HasAlias || item.Expression is not FieldReference)
            {
                _scope.Define(item.Column, slot);
            }
        }
    }

    private int SlotOf(Evaluator value) => value switch
    {
        SlotEvaluator column => column.Slot,
        EventFieldEvaluator field => field.Slot,
        ParsedColumnEvaluator parsed => parsed.Slot,
        _ => Assign(value),
    };

    private int Assign(Evaluator value)
    {
        int slot = _slots.Allocate();
        _segment.Steps.Add(next => new AssignStage(slot, value, next));
        return slot;
    }

    private void BindStats(StatsCommand command)
    {
        var stats = new StatsBinder(_query, _expressions, _scope, _slots);
        Evaluator[] keys = [.. command.GroupBy.Select(key => _expressions.Bind(key.Expression))];
        int[] keySlots = [.. command.GroupBy.Select(stats.DefineKey)];
        var columns = new List<(ColumnItem Item, int Slot)>();
        var computed = new List<Func<RowStage, RowStage>>();
        _expressions.Stats = stats;
        foreach (ColumnItem item in command.Items)
        {
            Evaluator value = _expressions.Bind(item.Expression);
            int slot = value is SlotEvaluator column ? column.Slot : _slots.Allocate();
            if (value is not SlotEvaluator)
            {
                computed.Add(next => new AssignStage(slot, value, next));
            }

            stats.DefineColumn(item.Column, slot);
            columns.Add((item, slot));
        }

        _expressions.Stats = null;
        List<AggregateSpec> aggregates = [.. stats.Aggregates];
        EndSegment((run, _) => new StatsCollector(keys, aggregates, new StatsLayout(keySlots, _slots.Count), run.Budget));
        _segment.Steps.AddRange(computed);
        (_isSorted, _isLimited) = (false, false);
        columns.InsertRange(0, command.GroupBy.Zip(keySlots));
        ShowGroups(columns);
        _bin = BinColumn.Find(command.GroupBy, keySlots);
        _otherKeys = [.. keySlots.Where(slot => slot != _bin?.Slot)];
    }

    private void ShowGroups(List<(ColumnItem Item, int Slot)> columns)
    {
        _scope.BeginGroups();
        _columns.Clear();
        foreach ((ColumnItem item, int slot) in columns)
        {
            _scope.Define(item.Column, slot);
            _columns.Add(item.Column, slot, isDisplay: false);
            if (!item.HasAlias && item.Expression is not FieldReference)
            {
                _scope.DefineExpression(item.Expression, slot);
            }
        }
    }

    private void BindSort(SortCommand command)
    {
        SortOrder order = new(
            [.. command.Keys.Select(key => _expressions.Bind(key.Expression))], [.. command.Keys.Select(static key => key.IsDescending)]);
        if (_index + 1 < _commands.Count && _commands[_index + 1] is DedupCommand dedup)
        {
            _index++;
            _slots.Command = _index * CommandStep;
            BindDedup(dedup, order);
            return;
        }

        _isSorted = true;
        Command? next = _commands.Skip(_index + 1).FirstOrDefault(static c => c is not (FieldsCommand or ParseCommand));
        if (next is StatsCommand)
        {
            return; // No aggregate depends on the order of rows.
        }

        int? rows = next is LimitCommand limit ? limit.Count : null;
        (bool isLast, bool isLimited) = (next is null, _isLimited);
        EndSegment((run, store) => new TopCollector(order, rows ?? (isLast ? run.RowsOf(isLimited) : int.MaxValue), store));
    }

    private SortOrder NewestFirst() => new([_scope.ResolveImplied("@timestamp")], [true]);

    private void BindDedup(DedupCommand command, SortOrder order)
    {
        Evaluator[] keys = [.. command.Keys.Select(_expressions.Bind)];
        int? rows = _commands.ElementAtOrDefault(_index + 1) is LimitCommand limit ? limit.Count : null;
        bool isLimited = _isLimited;
        EndSegment((run, store) => new DedupCollector(keys, order, rows ?? run.RowsOf(isLimited), store, run.Budget));
    }

    private void BindTotals(AddTotalsCommand command)
    {
        IReadOnlyList<OutputColumn> shown = _columns.Shown(command.Columns);
        int[] summed = [.. shown.Select(static c => c.Slot).Distinct()];
        if (command.HasRowTotals)
        {
            int total = Assign(new RowTotalEvaluator([.. summed.Select(_scope.Read)]));
            _scope.Define(command.Column, total);
            _columns.Add(command.Column, total, _columns.IsDisplay);
            summed = command.HasColumnTotals ? [.. summed, total] : summed;
        }

        if (command.HasColumnTotals)
        {
            Collect(summed, (rows, _) => ColumnTotals.Append(rows, summed, _slots.Count));
        }
    }

    private void BindFillDown(FillDownCommand command)
    {
        var filled = new List<int>();
        foreach (OutputColumn column in _columns.Shown(command.Columns))
        {
            // A copy: another column may read the same slot, and is not to be filled.
            int slot = Assign(_scope.Read(column.Slot));
            _scope.Define(column.Name, slot);
            _columns.Replace(column.Name, slot);
            filled.Add(slot);
        }

        Collect(filled, (rows, _) => FillDown.Apply(rows, filled));
    }

    private void BindFillMissing(FillMissingCommand command)
    {
        if (_bin is not { } bin)
        {
            throw SyntaxError.At(_query, command.Range, "fillmissing comes after a stats that groups by bin; found");
        }

        List<(int, FieldValue)> values = [.. command.Values.Select(new FillValueBinder(_query, _columns, _expressions).Bind)];
        int[] others = _otherKeys;
        Collect([bin.Slot, .. others], (rows, run) => FillMissing.Apply(rows, bin, others, values, run));
    }

    private void Collect(IEnumerable<int> slots, Action<List<StoredRow>, RunContext> transform)
    {
        foreach (int slot in slots)
        {
            _slots.Use(slot, _slots.Command + 1);
        }

        EndSegment(static (_, store) => new LimitCollector(int.MaxValue, store));
        _segments[^1].Transform = transform;
    }

    private void EndSegment(Func<RunContext, RowStore, Collector> create)
    {
        _segment.CreateCollector = (run, live) => create(run, new RowStore(live, run.Budget));
        _segments.Add(_segment);
        _boundaries.Add(_slots.Command == End ? End - 1 : _slots.Command);
        _segment = new();
    }
}
