using Obs.Insights.Evaluation;

namespace Obs.Insights.Execution;

internal sealed class FilterStage(Evaluator condition, RowStage next) : RowStage
{
    public override void Process(Row row)
    {
        if (condition.IsTrue(row))
        {
            next.Process(row);
        }
    }
}
