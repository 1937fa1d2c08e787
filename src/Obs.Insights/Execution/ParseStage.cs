namespace Obs.Insights.Execution;

/// <summary>A <c>parse</c>. It runs for a row when one of its columns is read, and so not at all for a row that a filter or a sort leaves out.</summary>
internal abstract class ParseStage(int index, RowStage next) : RowStage
{
    public override void Process(Row row)
    {
        row.Defer(index, this);
        next.Process(row);
    }

    /// <summary>Fills the columns.</summary>
    public abstract void Parse(Row row);
}
