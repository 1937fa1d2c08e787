using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary><c>like "text"</c>: the text as it stands, without wildcards, case-sensitive.</summary>
internal sealed class ContainsEvaluator(Evaluator subject, byte[] text, bool isNegated) : Evaluator
{
    public override FieldValue Evaluate(Row row)
    {
        FieldValue value = subject.Evaluate(row);
        bool contains = !value.IsMissing && value.ToUtf8().IndexOf(text) >= 0;
        return FieldValue.OfBoolean(contains != isNegated);
    }
}
