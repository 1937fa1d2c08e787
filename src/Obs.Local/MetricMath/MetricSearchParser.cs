using System.Text.RegularExpressions;

namespace Obs.Local.MetricMath;

/// <summary>Reads the terms of a search. Terms side by side are all asked; a term in quotes is exact, one without is looked for among the
/// words that names are made of.</summary>
internal sealed partial class MetricSearchParser
{
    private const int MaxDepth = 32;

    private readonly IReadOnlyList<string> _tokens;
    private int _at;
    private int _depth;

    private MetricSearchParser(IReadOnlyList<string> tokens) => _tokens = tokens;

    private string? Current => _at < _tokens.Count ? _tokens[_at] : null;

    public static Func<SeriesSource, bool> Parse(string text)
    {
        string[] tokens = [.. Tokens().Matches(text).Select(static match => match.Value)];
        if (tokens.Length == 0)
        {
            return static _ => true;
        }

        var parser = new MetricSearchParser(tokens);
        Func<SeriesSource, bool> condition = parser.Or();
        return parser.Current is null ? condition : throw new MathException($"unexpected '{parser.Current}' in a search");
    }

    private Func<SeriesSource, bool> Or()
    {
        if (++_depth > MaxDepth)
        {
            throw new MathException($"a search nested deeper than {MaxDepth} levels");
        }

        Func<SeriesSource, bool> left = And();
        while (Try("OR"))
        {
            Func<SeriesSource, bool> first = left;
            Func<SeriesSource, bool> second = And();
            left = metric => first(metric) || second(metric);
        }

        _depth--;
        return left;
    }

    private Func<SeriesSource, bool> And()
    {
        Func<SeriesSource, bool> left = Unit();
        while (Current is not (null or ")" or "OR"))
        {
            Try("AND");
            Func<SeriesSource, bool> first = left;
            Func<SeriesSource, bool> second = Unit();
            left = metric => first(metric) && second(metric);
        }

        return left;
    }

    private Func<SeriesSource, bool> Unit()
    {
        if (Try("NOT"))
        {
            Func<SeriesSource, bool> operand = Unit();
            return metric => !operand(metric);
        }

        if (Try("("))
        {
            Func<SeriesSource, bool> inner = Or();
            return Try(")") ? inner : throw new MathException("a search without its )");
        }

        string term = Take();
        if (Current != "=")
        {
            return metric => Words(metric).Any(word => Is(word, term));
        }

        _at++;
        string name = term.Trim('"');
        Func<SeriesSource, bool>? values = null;
        if (Try("("))
        {
            do
            {
                string value = Take();
                Func<SeriesSource, bool>? before = values;
                values = metric => (before?.Invoke(metric) ?? false) || Has(metric, name, value);
            }
            while (Try("OR"));
            return Try(")") ? values : throw new MathException("a search without its )");
        }

        string only = Take();
        return metric => Has(metric, name, only);
    }

    private string Take() => Current is { } token && token is not ("(" or ")" or "=") ? _tokens[_at++]
        : throw new MathException($"expected a word in a search, found {(Current is null ? "its end" : $"'{Current}'")}");

    private bool Try(string token)
    {
        bool found = Current == token;
        _at += found ? 1 : 0;
        return found;
    }

    private static bool Has(SeriesSource metric, string name, string value) => name switch
    {
        "MetricName" => Is(metric.Name, value),
        "Namespace" => Is(metric.Namespace, value),
        _ => metric.Dimensions.TryGetValue(name, out string? found) && Is(found, value),
    };

    private static bool Is(string text, string term)
    {
        if (term.StartsWith('"'))
        {
            return text == term.Trim('"');
        }

        string[] words = [.. Pieces().Matches(text).Select(static match => match.Value)];
        return string.Equals(text, term, StringComparison.OrdinalIgnoreCase)
            || Pieces().Matches(term).All(piece => words.Contains(piece.Value, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Words(SeriesSource metric) =>
        metric.Dimensions.SelectMany(static pair => new[] { pair.Key, pair.Value }).Append(metric.Namespace).Append(metric.Name);

    [GeneratedRegex("""
        "[^"]*"|[()=]|[^\s()="]+
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 250)]
    private static partial Regex Tokens();

    // The words of a name: camel case, digits and what other signs part.
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Pieces();
}
