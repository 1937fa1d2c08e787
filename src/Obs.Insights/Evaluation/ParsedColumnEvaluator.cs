using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>A column that a <c>parse</c> makes when it is first read.</summary>
internal sealed class ParsedColumnEvaluator(int slot, int parse) : Evaluator
{
    public int Slot => slot;

    public override FieldValue Evaluate(Row row)
    {
        row.Complete(parse);
        return row.Slots[slot];
    }
}
