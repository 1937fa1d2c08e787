using Obs.Insights.Execution;

namespace Obs.Insights.Binding;

/// <summary>What the parts of a plan need to know about one run of it.</summary>
internal sealed record RunContext(MemoryBudget Budget, int MaxRows)
{
    /// <summary>Rows that a query gives at most; one that says itself how many it wants gets so many.</summary>
    public int RowsOf(bool isLimited) => isLimited ? InsightsOptions.MostRows : MaxRows;
}
