using Obs.Insights.Evaluation;

namespace Obs.Insights.Execution;

/// <summary>A column that <c>parse</c> makes, and what it holds where the pattern does not match.</summary>
internal sealed record ParsedColumn(string Name, int Slot, Evaluator Previous);
