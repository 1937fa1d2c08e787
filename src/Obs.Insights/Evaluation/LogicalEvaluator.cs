using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

internal sealed class LogicalEvaluator(bool isAnd, Evaluator[] operands) : Evaluator
{
    public override FieldValue Evaluate(Row row)
    {
        foreach (Evaluator operand in operands)
        {
            if (operand.IsTrue(row) != isAnd)
            {
                return FieldValue.OfBoolean(!isAnd);
            }
        }

        return FieldValue.OfBoolean(isAnd);
    }
}
