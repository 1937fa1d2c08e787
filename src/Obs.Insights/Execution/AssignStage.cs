using Obs.Insights.Evaluation;

namespace Obs.Insights.Execution;

/// <summary>Computes one column.</summary>
internal sealed class AssignStage(int slot, Evaluator value, RowStage next) : RowStage
{
    public override void Process(Row row)
    {
        row.Slots[slot] = value.Evaluate(row);
        next.Process(row);
    }
}
