using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>A scalar function. Each call has a buffer for its arguments in every row object, so that none is allocated per row.</summary>
internal sealed class CallEvaluator(Func<FieldValue[], FieldValue> body, Evaluator[] arguments, int buffer) : Evaluator
{
    public override FieldValue Evaluate(Row row)
    {
        FieldValue[] values = row.ArgumentBuffers[buffer];
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Evaluate(row);
        }

        return body(values);
    }
}
