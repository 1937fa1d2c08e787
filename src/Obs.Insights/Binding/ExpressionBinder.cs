using System.Globalization;
using System.Text;
using Obs.Insights.Evaluation;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Binding;

/// <summary>Turns expressions into evaluators: resolves names, compiles patterns, and refuses what has no meaning where it
/// stands.</summary>
internal sealed class ExpressionBinder(string query, Scope scope)
{
    private readonly List<int> _argumentCounts = [];

    public IReadOnlyList<int> ArgumentCounts => _argumentCounts;

    /// <summary>What takes names and aggregates instead of the scope, inside the items of a <c>stats</c>.</summary>
    public StatsBinder? Stats { get; set; }

    public Evaluator Bind(Expression expression)
    {
        if (Stats?.Find(expression) is { } column)
        {
            return column;
        }

        // Inside the items of a stats count(*) counts; it is the column of an earlier stats only in an argument: max(count(*)).
        Evaluator? earlier = Stats is null ? scope.FindExpression(expression) : null;
        return earlier ?? expression switch
        {
            NumberLiteral number => new ConstantEvaluator(FieldValue.OfNumber(number.Value)),
            StringLiteral text => new ConstantEvaluator(FieldValue.OfText(text.Value)),
            PeriodLiteral => throw SyntaxError.At(
                query, expression.Range, "a period stands only in bin, datefloor and dateceil; found one"),
            FieldReference field => Stats is null ? scope.Resolve(field) : Stats.Resolve(field),
            MemberAccess member => new PathEvaluator(Bind(member.Target), [.. member.Segments]),
            IndexAccess index => new PathEvaluator(Bind(index.Target), [index.Index.ToString(CultureInfo.InvariantCulture)]),
            NegateExpression negate => BindNegation(negate),
            NotExpression not => new NotEvaluator(Bind(not.Operand)),
            BinaryExpression binary => BindBinary(binary),
            LogicalExpression logical => new LogicalEvaluator(logical.IsAnd, [.. logical.Operands.Select(Bind)]),
            LikeExpression like => BindLike(like),
            InExpression @in => new InEvaluator(Bind(@in.Subject), [.. @in.Items.Select(Bind)], @in.IsNegated),
            CallExpression call => BindCall(call),
            _ => throw new InvalidOperationException($"No meaning for {expression.GetType().Name}."),
        };
    }

    private Evaluator BindNegation(NegateExpression negate) => negate.Operand is NumberLiteral number
        ? new ConstantEvaluator(FieldValue.OfNumber(-number.Value))
        : new ArithmeticEvaluator(BinaryOperator.Subtract, new ConstantEvaluator(FieldValue.OfNumber(0)), Bind(negate.Operand));

    private Evaluator BindBinary(BinaryExpression binary)
    {
        Evaluator left = Bind(binary.Left);
        Evaluator right = Bind(binary.Right);
        return binary.Operator < BinaryOperator.Equal
            ? new ArithmeticEvaluator(binary.Operator, left, right)
            : new ComparisonEvaluator(binary.Operator, left, right);
    }

    private Evaluator BindLike(LikeExpression like)
    {
        Evaluator subject = Bind(like.Subject);
        return like.Pattern.IsRegex
            ? new RegexEvaluator(subject, PatternCompiler.Compile(query, like.Pattern), like.IsNegated)
            : new ContainsEvaluator(subject, Encoding.UTF8.GetBytes(like.Pattern.Text), like.IsNegated);
    }

    private Evaluator BindCall(CallExpression call)
    {
        switch (call.Function.Kind)
        {
            case FunctionKind.Aggregate:
                return Stats is null
                    ? throw SyntaxError.At(query, call.Range, $"{call.Function.Name} sums up groups and stands only in stats; found")
                    : Stats.BindAggregate(call);
            case FunctionKind.Now:
                return new NowEvaluator();
            case FunctionKind.DateFloor:
            case FunctionKind.DateCeiling:
                return BindPeriod(call);
            default:
                Evaluator[] arguments = [.. call.Arguments.Select(Bind)];
                _argumentCounts.Add(arguments.Length);
                return new CallEvaluator(call.Function.Body!, arguments, _argumentCounts.Count - 1);
        }
    }

    private PeriodEvaluator BindPeriod(CallExpression call)
    {
        if (call.Arguments[^1] is not PeriodLiteral period)
        {
            throw SyntaxError.At(query, call.Arguments[^1].Range, $"{call.Function.Name} takes a period such as 5m; found something else");
        }

        Evaluator time = Bind(call.Arguments.Count == 2 ? call.Arguments[0] : new FieldReference("@timestamp", ["@timestamp"], call.Range));
        return new PeriodEvaluator(time, period.Value, call.Function.Kind == FunctionKind.DateCeiling);
    }
}
