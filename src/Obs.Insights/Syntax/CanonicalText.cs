using System.Globalization;
using System.Text;

namespace Obs.Insights.Syntax;

/// <summary>One spelling for expressions that mean the same, so that <c>sort Count( * )</c> finds the column <c>count(*)</c>.</summary>
internal static class CanonicalText
{
    public static string Of(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expression expression)
    {
        switch (expression)
        {
            case NumberLiteral number:
                text.Append(CultureInfo.InvariantCulture, $"{number.Value:R}");
                break;
            case StringLiteral literal:
                AppendQuoted(text, literal.Value);
                break;
            case PeriodLiteral period:
                text.Append(CultureInfo.InvariantCulture, $"{period.Value.Amount} {period.Value.Unit}");
                break;
            case FieldReference field:
                text.Append('`').Append(field.Name).Append('`');
                break;
            case MemberAccess member:
                AppendCall(text, ".", [member.Target]);
                text.Append('`').AppendJoin('.', member.Segments).Append('`');
                break;
            case IndexAccess index:
                AppendCall(text, string.Create(CultureInfo.InvariantCulture, $"[{index.Index}]"), [index.Target]);
                break;
            case NegateExpression negate:
                AppendCall(text, "-", [negate.Operand]);
                break;
            case NotExpression not:
                AppendCall(text, "not", [not.Operand]);
                break;
            case BinaryExpression binary:
                AppendCall(text, binary.Operator.ToString(), [binary.Left, binary.Right]);
                break;
            case LogicalExpression logical:
                AppendCall(text, logical.IsAnd ? "and" : "or", logical.Operands);
                break;
            case LikeExpression like:
                AppendCall(text, $"{(like.IsNegated ? "not " : "")}{(like.Pattern.IsRegex ? "=~" : "like")}", [like.Subject]);
                AppendQuoted(text, like.Pattern.Text);
                break;
            case InExpression @in:
                AppendCall(text, @in.IsNegated ? "not in" : "in", [@in.Subject, .. @in.Items]);
                break;
            case CallExpression call:
                AppendCall(text, call.Function.Name, call.Arguments);
                break;
            default:
                throw new InvalidOperationException($"No spelling for {expression.GetType().Name}.");
        }
    }

    private static void AppendCall(StringBuilder text, string name, IReadOnlyList<Expression> operands)
    {
        text.Append(name).Append('(');
        foreach (Expression operand in operands)
        {
            Append(text, operand);
            text.Append(',');
        }

        text.Append(')');
    }

    private static void AppendQuoted(StringBuilder text, string value) =>
        text.Append('"').Append(value.Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
}
