using Obs.Insights.Execution;

namespace Obs.Insights.Binding;

/// <summary>A part of a query: steps that take one row at a time, the collector that ends them, and what is then done to all rows at once.</summary>
internal sealed class PlanSegment
{
    /// <summary>Builds the steps in front of a stage, last step first.</summary>
    public List<Func<RowStage, RowStage>> Steps { get; } = [];

    public Func<RunContext, int[], Collector>? CreateCollector { get; set; }

    public Action<List<StoredRow>, RunContext>? Transform { get; set; }

    /// <summary>The slots that anything after the collector reads.</summary>
    public int[] LiveSlots { get; set; } = [];

    public RowStage CreateChain(Collector collector)
    {
        RowStage stage = collector;
        for (int i = Steps.Count - 1; i >= 0; i--)
        {
            stage = Steps[i](stage);
        }

        return stage;
    }
}
