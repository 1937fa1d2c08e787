using System.Text.RegularExpressions;
using Obs.Insights.Execution;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary><c>like /regex/</c>. A missing field matches nothing, so its negation holds.</summary>
internal sealed class RegexEvaluator(Evaluator subject, Regex regex, bool isNegated) : Evaluator
{
    public override FieldValue Evaluate(Row row)
    {
        FieldValue value = subject.Evaluate(row);
        bool matches = !value.IsMissing && regex.IsMatch(row.ToCharacters(value));
        return FieldValue.OfBoolean(matches != isNegated);
    }
}
