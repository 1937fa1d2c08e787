using System.Text.RegularExpressions;

namespace Obs.Local.Logs.Patterns;

/// <summary>Words and phrases: all that stand plain, none after a minus, and one of those after a question mark.</summary>
internal sealed class TermPattern : LogPattern
{
    private readonly List<string> _required = [];
    private readonly List<Func<string, bool>> _all = [];
    private readonly List<Func<string, bool>> _any = [];
    private readonly List<Func<string, bool>> _none = [];

    public override IReadOnlyList<string> Required => _required;

    public static TermPattern Parse(PatternReader reader)
    {
        var pattern = new TermPattern();
        for (reader.Blanks(); !reader.AtEnd; reader.Blanks())
        {
            char sign = reader.Try("?") ? '?' : reader.Try("-") ? '-' : '+';
            pattern.Add(reader, sign);
        }

        // Beside plain terms the optional ones are not looked at, as the service does it.
        if (pattern._all.Count > 0)
        {
            pattern._any.Clear();
        }

        return pattern;
    }

    public override LogMatch? Match(string message) =>
        _all.TrueForAll(test => test(message)) && !_none.Exists(test => test(message)) && (
            _any.Count == 0 || _any.Exists(test => test(message)))
            ? LogMatch.Bare : null;

    private void Add(PatternReader reader, char sign)
    {
        List<Func<string, bool>> tests = sign switch { '?' => _any, '-' => _none, _ => _all };
        if (reader.Current == '%')
        {
            Regex expression = reader.Expression();
            tests.Add(expression.IsMatch);
            return;
        }

        string term = reader.Current == '"' ? reader.Quoted() : reader.While(static c => char.IsLetterOrDigit(c) || c == '_');
        if (term.Length == 0 || !(reader.AtEnd || char.IsWhiteSpace(reader.Current)))
        {
            throw reader.Error("a term with other characters than letters, digits and _ needs double quotes");
        }

        tests.Add(message => message.Contains(term, StringComparison.Ordinal));
        if (sign == '+')
        {
            _required.Add(term);
        }
    }
}
