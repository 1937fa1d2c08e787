using System.Globalization;
using System.Text.RegularExpressions;

namespace Obs.Local.Logs.Patterns;

/// <summary>What a member or a column is compared with: a number, a text in which <c>*</c> stands for anything, or a regular
/// expression.</summary>
internal sealed class PatternValue
{
    private readonly double? _number;
    private readonly Func<string, bool> _matches;

    private PatternValue(double? number, Func<string, bool> matches) => (_number, _matches) = (number, matches);

    public static PatternOperator Operator(PatternReader reader) =>
        reader.Try("!=") ? PatternOperator.NotEqual
        : reader.Try("<=") ? PatternOperator.LessOrEqual
        : reader.Try(">=") ? PatternOperator.GreaterOrEqual
        : reader.Try("=") ? PatternOperator.Equal
        : reader.Try("<") ? PatternOperator.Less
        : reader.Try(">") ? PatternOperator.Greater
        : throw reader.Error("expected =, !=, <, <=, > or >=");

    /// <param name="reader">Stands before the value.</param>
    /// <param name="comparison">How it will be compared: order needs a number.</param>
    public static PatternValue Read(PatternReader reader, PatternOperator comparison)
    {
        reader.Blanks();
        if (reader.Current == '%')
        {
            Regex expression = reader.Expression();
            return IsOrder(comparison) ? throw reader.Error("expected a number") : new PatternValue(null, expression.IsMatch);
        }

        bool quoted = reader.Current == '"';
        string text = quoted
            ? reader.Quoted()
            : reader.While(static c => !char.IsWhiteSpace(c) && ")}],&|".IndexOf(c, StringComparison.Ordinal) < 0);
        double? number = !quoted && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed)
            ? parsed
            : null;
        return (text.Length == 0 && !quoted) || (IsOrder(comparison) && number is null)
            ? throw reader.Error(IsOrder(comparison) ? "expected a number" : "expected a value")
            : new PatternValue(number, Wildcards(text));
    }

    public bool Holds(string text, double? asNumber, PatternOperator comparison) => comparison switch
    {
        PatternOperator.Equal => Equal(text, asNumber),
        PatternOperator.NotEqual => !Equal(text, asNumber),
        PatternOperator.Less => asNumber < _number,
        PatternOperator.LessOrEqual => asNumber <= _number,
        PatternOperator.Greater => asNumber > _number,
        _ => asNumber >= _number,
    };

    private bool Equal(string text, double? asNumber) => _number is { } number && asNumber is { } found ? found == number : _matches(text);

    private static bool IsOrder(PatternOperator comparison) => comparison is not (PatternOperator.Equal or PatternOperator.NotEqual);

    private static Func<string, bool> Wildcards(string text)
    {
        string[] parts = text.Split('*');
        return parts.Length == 1 ? found => found == text : found => Matches(found, parts);
    }

    private static bool Matches(string text, string[] parts)
    {
        if (text.Length < parts[0].Length + parts[^1].Length
            || !text.StartsWith(parts[0], StringComparison.Ordinal) || !text.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        int at = parts[0].Length;
        int end = text.Length - parts[^1].Length;
        foreach (string part in parts.AsSpan(1, parts.Length - 2))
        {
            int found = text.AsSpan(at, end - at).IndexOf(part, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at += found + part.Length;
        }

        return true;
    }
}
