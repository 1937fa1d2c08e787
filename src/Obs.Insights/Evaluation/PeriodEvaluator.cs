using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary><c>bin</c>, <c>datefloor</c> and <c>dateceil</c>.</summary>
internal sealed class PeriodEvaluator(Evaluator time, Period period, bool isCeiling) : Evaluator
{
    public override FieldValue Evaluate(Row row) => DateFunctions.TryGetTime(time.Evaluate(row), out long milliseconds)
        ? FieldValue.OfTimestamp(isCeiling ? period.Ceiling(milliseconds) : period.Floor(milliseconds))
        : default;
}
