using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

internal sealed class InEvaluator(Evaluator subject, Evaluator[] items, bool isNegated) : Evaluator
{
    public override FieldValue Evaluate(Row row) => FieldValue.OfBoolean(Contains(row) != isNegated);

    private bool Contains(Row row)
    {
        FieldValue value = subject.Evaluate(row);
        foreach (Evaluator item in items)
        {
            FieldValue candidate = item.Evaluate(row);
            if (!value.IsMissing && !candidate.IsMissing && Comparison.AreEqual(value, candidate))
            {
                return true;
            }
        }

        return false;
    }
}
