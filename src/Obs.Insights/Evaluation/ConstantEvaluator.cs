using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

internal sealed class ConstantEvaluator(FieldValue value) : Evaluator
{
    public static ConstantEvaluator Missing { get; } = new(default);

    public FieldValue Value => value;

    public override FieldValue Evaluate(Row row) => value;
}
