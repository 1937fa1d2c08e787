using Obs.Insights.Aggregation;
using Obs.Insights.Evaluation;
using Obs.Insights.Syntax;

namespace Obs.Insights.Binding;

/// <summary>What names and aggregates mean inside the items of one <c>stats</c>: keys, columns made before, and the state of a group.</summary>
internal sealed class StatsBinder(string query, ExpressionBinder expressions, Scope scope, SlotAllocator slots)
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keyExpressions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AggregateSpec> _specs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _aggregates = new(StringComparer.Ordinal);

    public IReadOnlyCollection<AggregateSpec> Aggregates => _specs.Values;

    public int DefineKey(ColumnItem key)
    {
        int slot = slots.Allocate();
        _columns[key.Column] = slot;
        _keyExpressions[CanonicalText.Of(key.Expression)] = slot;
        return slot;
    }

    public void DefineColumn(string column, int slot) => _columns[column] = slot;

    /// <summary>The key that an expression repeats, if it does.</summary>
    public Evaluator? Find(Expression expression) =>
        _keyExpressions.TryGetValue(CanonicalText.Of(expression), out int slot) ? Read(slot) : null;

    public Evaluator Resolve(FieldReference field) => _columns.TryGetValue(field.Name, out int slot)
        ? Read(slot)
        : throw SyntaxError.At(query, field.Range, $"{field.Name} is neither a group of this stats nor an earlier column of it; use it in an aggregate function; found");

    public Evaluator BindAggregate(CallExpression call)
    {
        string text = CanonicalText.Of(call);
        if (!_aggregates.TryGetValue(text, out int slot))
        {
            slot = slots.Allocate();
            _aggregates.Add(text, slot);
            FindSpec(call, text).Outputs.Add(new(slot, PercentOf(call)));
        }

        return Read(slot);
    }

    private AggregateSpec FindSpec(CallExpression call, string text)
    {
        AggregateKind kind = call.Function.Aggregate;
        string shared = kind == AggregateKind.Percentile ? $"values of {CanonicalText.Of(call.Arguments[0])}" : text;
        if (!_specs.TryGetValue(shared, out AggregateSpec? spec))
        {
            // The argument is computed per event, where an aggregate has no meaning and names are those before the stats.
            expressions.Stats = null;
            Evaluator? argument = call.Arguments.Count == 0 ? null : expressions.Bind(call.Arguments[0]);
            Evaluator time = kind is AggregateKind.Earliest or AggregateKind.Latest
                ? scope.ResolveImplied("@timestamp")
                : ConstantEvaluator.Missing;
            expressions.Stats = this;
            spec = new(kind, argument, time);
            _specs.Add(shared, spec);
        }

        return spec;
    }

    private double PercentOf(CallExpression call)
    {
        if (call.Function.Aggregate != AggregateKind.Percentile || call.Arguments.Count == 1)
        {
            return 50;
        }

        return call.Arguments[1] is NumberLiteral { Value: >= 0 and <= 100 } percent
            ? percent.Value
            : throw SyntaxError.At(query, call.Arguments[1].Range, "a percentile is a number from 0 to 100; found something else");
    }

    private SlotEvaluator Read(int slot)
    {
        slots.Use(slot, slots.Command + 1);
        return new SlotEvaluator(slot);
    }
}
