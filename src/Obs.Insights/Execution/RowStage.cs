namespace Obs.Insights.Execution;

/// <summary>One step of a query as it runs on one thread: takes a row, and hands it to the next step or not.</summary>
internal abstract class RowStage
{
    public abstract void Process(Row row);
}
