using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary><c>now()</c>: seconds since 1970 when the query began.</summary>
internal sealed class NowEvaluator : Evaluator
{
    public override FieldValue Evaluate(Row row) => FieldValue.OfNumber(row.StartSeconds);
}
