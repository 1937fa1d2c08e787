using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

internal sealed class NotEvaluator(Evaluator operand) : Evaluator
{
    public override FieldValue Evaluate(Row row) => FieldValue.OfBoolean(!operand.IsTrue(row));
}
