using Obs.Insights.Aggregation;
using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>The sum of the columns of a row that read as numbers; times do not.</summary>
internal sealed class RowTotalEvaluator(Evaluator[] columns) : Evaluator
{
    public override FieldValue Evaluate(Row row)
    {
        Sum sum = default;
        foreach (Evaluator column in columns)
        {
            FieldValue value = column.Evaluate(row);
            if (value.Kind != ValueKind.Timestamp && value.TryGetNumber(out double number))
            {
                sum.Add(number);
            }
        }

        return sum.Count == 0 ? default : FieldValue.OfNumber(sum.Value);
    }
}
