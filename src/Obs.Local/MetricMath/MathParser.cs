using System.Globalization;

namespace Obs.Local.MetricMath;

/// <summary>Reads an expression: OR, AND, comparison, sum, product, sign, power, from the loosest to the tightest.</summary>
internal sealed class MathParser(IReadOnlyList<MathToken> tokens)
{
    private const int MaxDepth = 64;

    private static readonly string[][] Levels = [["||", "OR"], ["&&", "AND"], ["==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/"]];

    private int _at;
    private int _depth;

    private MathToken Current => tokens[_at];

    public MathExpression Parse()
    {
        MathExpression expression = Level(0);
        return Current.Kind == MathTokenKind.End ? expression : throw Unexpected("an operator");
    }

    private MathExpression Level(int level)
    {
        if (level == Levels.Length)
        {
            return Sign();
        }

        MathExpression left = Level(level + 1);
        while (Current.Kind is MathTokenKind.Symbol or MathTokenKind.Name && Levels[level].Contains(
            Current.Text, StringComparer.OrdinalIgnoreCase))
        {
            string symbol = tokens[_at++].Text.ToUpperInvariant() switch { "OR" => "||", "AND" => "&&", string other => other };
            left = new MathExpression.Binary(symbol, left, Level(level + 1));
        }

        return left;
    }

    private MathExpression Sign()
    {
        if (++_depth > MaxDepth)
        {
            throw new MathException($"nested deeper than {MaxDepth} levels");
        }

        MathExpression value = Try("-") ? new MathExpression.Negate(Sign()) : Try("+") ? Sign() : Power();
        _depth--;
        return value;
    }

    private MathExpression Power()
    {
        MathExpression left = Primary();
        return Try("^") ? new MathExpression.Binary("^", left, Sign()) : left;
    }

    private MathExpression Primary()
    {
        MathToken token = Current;
        switch (token.Kind)
        {
            case MathTokenKind.Number when double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number):
                _at++;
                return new MathExpression.Number(number);
            case MathTokenKind.Text:
                _at++;
                return new MathExpression.Text(token.Text);
            case MathTokenKind.Name:
                _at++;
                return Try("(") ? new MathExpression.Call(token.Text.ToUpperInvariant(), Items(")")) : new MathExpression.Name(token.Text);
            default:
                if (Try("["))
                {
                    return new MathExpression.Several(Items("]"));
                }

                if (!Try("("))
                {
                    throw Unexpected("a value");
                }

                MathExpression inner = Level(0);
                return Try(")") ? inner : throw Unexpected("')'");
        }
    }

    private List<MathExpression> Items(string close)
    {
        List<MathExpression> items = [];
        if (Try(close))
        {
            return items;
        }

        do
        {
            items.Add(Level(0));
        }
        while (Try(","));
        return Try(close) ? items : throw Unexpected($"',' or '{close}'");
    }

    private bool Try(string symbol)
    {
        bool found = Current.Kind == MathTokenKind.Symbol && Current.Text == symbol;
        _at += found ? 1 : 0;
        return found;
    }

    private MathException Unexpected(string what) => new(Current.Kind == MathTokenKind.End
        ? $"expected {what}, found the end" : $"expected {what}, found '{Current.Text}' at character {Current.Start}");
}
