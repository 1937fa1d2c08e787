using Obs.Insights.Evaluation;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary><c>parse</c> with a glob. A row that does not match keeps what its columns held before.</summary>
internal sealed class GlobStage(Evaluator subject, GlobPattern pattern, ParsedColumn[] columns, int index, RowStage next)
    : ParseStage(index, next)
{
    private readonly Range[] _captures = new Range[columns.Length];

    public override void Parse(Row row)
    {
        FieldValue text = subject.Evaluate(row);
        text = text.Kind is ValueKind.Text or ValueKind.Missing ? text : FieldValue.OfText(text.ToUtf8().ToArray());
        bool matches = !text.IsMissing && pattern.TryMatch(text.Bytes, _captures);
        for (int i = 0; i < columns.Length; i++)
        {
            row.Slots[columns[i].Slot] = matches ? Slice(text, _captures[i]) : columns[i].Previous.Evaluate(row);
        }
    }

    private static FieldValue Slice(in FieldValue text, Range capture)
    {
        (byte[] buffer, int offset, _) = text.Slice;
        return FieldValue.OfText(buffer, offset + capture.Start.Value, capture.End.Value - capture.Start.Value);
    }
}
