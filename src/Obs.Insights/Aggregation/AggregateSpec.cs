using Obs.Insights.Evaluation;
using Obs.Insights.Syntax;

namespace Obs.Insights.Aggregation;

/// <summary>One aggregate of a <c>stats</c>. The percentiles of one argument share their values, and so one specification.</summary>
internal sealed record AggregateSpec(AggregateKind Kind, Evaluator? Argument, Evaluator Time)
{
    public List<AggregateOutput> Outputs { get; } = [];
}
