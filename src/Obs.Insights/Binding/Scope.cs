using Obs.Insights.Evaluation;
using Obs.Insights.Syntax;

namespace Obs.Insights.Binding;

/// <summary>The names that mean something at one point of a query.</summary>
internal sealed class Scope(SlotAllocator slots)
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _expressions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _parses = [];
    private readonly Dictionary<string, EventField> _eventFields = new(StringComparer.Ordinal);

    /// <summary>Where the query names a field of the event.</summary>
    public List<FieldReference> EventReferences { get; } = [];

    /// <summary>Where the query names what is not a column of the groups it has.</summary>
    public List<FieldReference> UnknownColumns { get; } = [];

    public IEnumerable<EventField> EventFields => _eventFields.Values;

    /// <summary>Whether rows are groups, which have columns and no event behind them.</summary>
    public bool IsGrouped { get; private set; }

    public void Define(string column, int slot) => _columns[column] = slot;

    /// <summary>Defines a column that a <c>parse</c> makes when it is read.</summary>
    public void DefineParsed(string column, int slot, int parse)
    {
        Define(column, slot);
        _parses[slot] = parse;
    }

    /// <summary>Makes a column without an alias known by its expression: <c>count(*)</c> means the column after the <c>stats</c>.</summary>
    public void DefineExpression(Expression expression, int slot) => _expressions[CanonicalText.Of(expression)] = slot;

    /// <summary>Forgets all names: a <c>stats</c> leaves nothing but its columns.</summary>
    public void BeginGroups()
    {
        _columns.Clear();
        _expressions.Clear();
        IsGrouped = true;
    }

    public Evaluator? FindExpression(Expression expression) =>
        _expressions.Count > 0 && _expressions.TryGetValue(CanonicalText.Of(expression), out int slot) ? Read(slot) : null;

    public Evaluator Resolve(FieldReference field)
    {
        if (_columns.TryGetValue(field.Name, out int slot))
        {
            return Read(slot);
        }

        for (int length = field.Segments.Count - 1; length > 0; length--)
        {
            if (_columns.TryGetValue(string.Join('.', field.Segments.Take(length)), out slot))
            {
                return new PathEvaluator(Read(slot), [.. field.Segments.Skip(length)]);
            }
        }

        (IsGrouped ? UnknownColumns : EventReferences).Add(field);
        return IsGrouped ? ConstantEvaluator.Missing : EventFieldOf(field.Name);
    }

    /// <summary>What a name means now, without the query having said it there.</summary>
    public Evaluator ResolveImplied(string name)
    {
        int references = EventReferences.Count;
        int unknown = UnknownColumns.Count;
        Evaluator evaluator = Resolve(new FieldReference(name, name.Split('.'), default));
        EventReferences.RemoveRange(references, EventReferences.Count - references);
        UnknownColumns.RemoveRange(unknown, UnknownColumns.Count - unknown);
        return evaluator;
    }

    /// <summary>Reads a slot, whatever fills it.</summary>
    public Evaluator Read(int slot)
    {
        slots.Use(slot);
        if (_parses.TryGetValue(slot, out int parse))
        {
            return new ParsedColumnEvaluator(slot, parse);
        }

        bool isOfEvent = !IsGrouped && (slot == SystemField.Timestamp || _eventFields.Values.Any(f => f.Slot == slot));
        return isOfEvent ? new EventFieldEvaluator(slot) : new SlotEvaluator(slot);
    }

    private Evaluator EventFieldOf(string name)
    {
        if (!SystemField.Slots.TryGetValue(name, out int slot))
        {
            if (!_eventFields.TryGetValue(name, out EventField? field))
            {
                field = new EventField(name, slots.Allocate());
                _eventFields.Add(name, field);
            }

            slot = field.Slot;
        }

        slots.Use(slot);
        return slot is > SystemField.Timestamp and < SystemField.Count ? new SlotEvaluator(slot) : new EventFieldEvaluator(slot);
    }
}
