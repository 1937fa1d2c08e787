using Obs.Insights.Execution;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

internal sealed class ComparisonEvaluator(BinaryOperator comparison, Evaluator left, Evaluator right) : Evaluator
{
    public override FieldValue Evaluate(Row row) =>
        FieldValue.OfBoolean(Comparison.Holds(comparison, left.Evaluate(row), right.Evaluate(row)));
}
