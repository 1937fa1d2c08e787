using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>Arithmetic on what reads as numbers. A missing or other operand, and a result that is not finite, give no value.</summary>
internal sealed class ArithmeticEvaluator(BinaryOperator operation, Evaluator left, Evaluator right) : Evaluator
{
    public override FieldValue Evaluate(Row row)
    {
        if (!left.Evaluate(row).TryGetNumber(out double x) || !right.Evaluate(row).TryGetNumber(out double y))
        {
            return default;
        }

        return FieldValue.OfNumber(operation switch
        {
            BinaryOperator.Add => x + y,
            BinaryOperator.Subtract => x - y,
            BinaryOperator.Multiply => x * y,
            BinaryOperator.Divide => x / y,
            BinaryOperator.Remainder => x % y,
            _ => Math.Pow(x, y),
        });
    }
}
