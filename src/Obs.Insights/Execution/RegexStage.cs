using System.Text.RegularExpressions;
using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary><c>parse</c> with a regular expression: its named groups become columns.</summary>
internal sealed class RegexStage(Evaluator subject, CaptureRegex regex, ParsedColumn[] columns, int index, RowStage next)
    : ParseStage(index, next)
{
    private readonly int[] _groups = [.. columns.Select(c => regex.GroupNumber(c.Name))];

    public override void Parse(Row row)
    {
        FieldValue text = subject.Evaluate(row);
        Match? match = text.IsMissing ? null : regex.Match(new string(row.ToCharacters(text)));
        for (int i = 0; i < columns.Length; i++)
        {
            Group? group = match?.Groups[_groups[i]];
            row.Slots[columns[i].Slot] = group is { Success: true }
                ? row.Keep(group.ValueSpan)
                : columns[i].Previous.Evaluate(row);
        }
    }
}
