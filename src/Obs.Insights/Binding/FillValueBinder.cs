using Obs.Insights.Evaluation;
using Obs.Insights.Syntax;
using Obs.Insights.Values;

namespace Obs.Insights.Binding;

/// <summary>Binds what <c>fillmissing</c> puts into the rows it adds.</summary>
internal sealed class FillValueBinder(string query, ColumnList columns, ExpressionBinder expressions)
{
    public (int Slot, FieldValue Value) Bind(FillValue fill)
    {
        int slot = columns.Find(fill.Column)
            ?? throw SyntaxError.At(query, fill.Value.Range, $"{fill.Column} is not a column of the stats before; the value for it is");
        return expressions.Bind(fill.Value) is ConstantEvaluator constant
            ? (slot, constant.Value)
            : throw SyntaxError.At(query, fill.Value.Range, "fillmissing fills with a number or a text; found something else");
    }
}
