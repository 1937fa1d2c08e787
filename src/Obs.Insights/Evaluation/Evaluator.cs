using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>An expression whose names are resolved, ready to be computed. Immutable: all threads of a run share it.</summary>
internal abstract class Evaluator
{
    public abstract FieldValue Evaluate(Row row);

    public bool IsTrue(Row row) => Comparison.IsTrue(Evaluate(row));
}
