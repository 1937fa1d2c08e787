namespace Obs.Local.MetricMath;

/// <summary>Computes an expression.</summary>
internal sealed class MathEvaluator(MathScope scope)
{
    private static readonly string[] Words = ["REPEAT", "LINEAR", "ASC", "DESC", "SUM", "AVG", "MIN", "MAX", "STDDEV"];

    /// <exception cref="MathException">It cannot be computed.</exception>
    public MathValue Evaluate(MathExpression expression) => expression switch
    {
        MathExpression.Number number => number.Value,
        MathExpression.Text text => MathValue.Of(text.Value),
        MathExpression.Name name => Words.Contains(name.Value, StringComparer.Ordinal) ? MathValue.Of(name.Value) : scope.Find(name.Value),
        MathExpression.Negate negate => MathOperators.Apply("-", 0.0, Evaluate(negate.Operand)),
        MathExpression.Binary binary => MathOperators.Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        MathExpression.Several several => MathValue.Of([.. several.Items.SelectMany(item => Evaluate(item).Series)]),
        MathExpression.Call call => MathFunctions.Call(call.Function, [.. call.Arguments.Select(Evaluate)], scope),
        _ => throw new MathException("this cannot be computed"),
    };

    /// <summary>The result of a query, which has to be series.</summary>
    public MathValue EvaluateResult(MathExpression expression)
    {
        MathValue value = Evaluate(expression);
        return value.IsSeries ? value : throw new MathException("the result must be a time series; wrap a number in TIME_SERIES()");
    }
}
