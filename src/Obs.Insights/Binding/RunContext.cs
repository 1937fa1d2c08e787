using Obs.Insights.Execution;

namespace Obs.Insights.Binding;

/// <summary>What the parts of a plan need to know about one run of it.</summary>
internal sealed record RunContext(MemoryBudget Budget, int MaxRows);
