using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>A column that an earlier step computed.</summary>
internal sealed class SlotEvaluator(int slot) : Evaluator
{
    public int Slot => slot;

    public override FieldValue Evaluate(Row row) => row.Slots[slot];
}
