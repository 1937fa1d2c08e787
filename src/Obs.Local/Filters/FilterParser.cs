using System.Text.Json;

namespace Obs.Local.Filters;

/// <summary>Reads a filter expression. Terms side by side are all asked; AND binds more tightly than OR.</summary>
internal sealed class FilterParser(IReadOnlyList<FilterToken> tokens)
{
    private const int MaxDepth = 32;

    private readonly FilterTokenReader _tokens = new(tokens);
    private int _depth;
    private bool _inside;

    public FilterExpression Parse()
    {
        FilterExpression expression = Or();
        return _tokens.AtEnd ? expression : throw _tokens.Expected("a keyword, AND or OR");
    }

    private FilterExpression Or()
    {
        if (++_depth > MaxDepth)
        {
            throw new FilterSyntaxException($"nested deeper than {MaxDepth} levels", _tokens.Current.Start);
        }

        FilterExpression left = And();
        while (_tokens.TryWord("or"))
        {
            left = new OrExpression(left, And());
        }

        _depth--;
        return left;
    }

    private FilterExpression And()
    {
        FilterExpression left = Unary();
        while (!_tokens.AtEnd && !_tokens.Current.IsSymbol(")") && !_tokens.Current.IsSymbol("}") && !_tokens.Current.IsWord("or"))
        {
            _tokens.TryWord("and");
            left = new AndExpression(left, Unary());
        }

        return left;
    }

    private FilterExpression Unary()
    {
        bool negated = false;
        while (_tokens.TrySymbol("!"))
        {
            negated = !negated;
        }

        FilterExpression operand;
        if (_tokens.TrySymbol("("))
        {
            operand = Or();
            _tokens.Symbol(")");
        }
        else
        {
            operand = Term();
        }

        return negated ? new NotExpression(operand) : operand;
    }

    private FilterExpression Term()
    {
        if (_tokens.Current.Kind != FilterTokenKind.Word)
        {
            throw _tokens.Expected("a keyword");
        }

        FilterToken word = _tokens.Take();
        string name = word.Text;
        return name.StartsWith("annotation", StringComparison.OrdinalIgnoreCase)
            ? Outside(word, () => FilterTermParser.Annotation(_tokens, word))
            : name.StartsWith("rootcause.", StringComparison.OrdinalIgnoreCase) ? Outside(word, () => RootCause(word))
            : word.IsWord("service") ? Outside(word, Service)
            : word.IsWord("edge") ? Outside(word, Edge)
            : word.IsWord("group.name") || word.IsWord("group.arn") ? Outside(word, () => FilterTermParser.Group(_tokens, word))
            : FilterTermParser.Keyword(_tokens, word);
    }

    /// <summary>What asks about a whole trace has no meaning inside the braces that ask about a part of one.</summary>
    private FilterExpression Outside(FilterToken word, Func<FilterExpression> read) => _inside
        ? throw new FilterSyntaxException($"'{word.Text}' cannot stand inside braces", word.Start)
        : read();

    private ServiceTerm Service()
    {
        _tokens.Symbol("(");
        NodeSelector node = _tokens.Current.IsSymbol(")") ? NodeSelector.Any : FilterTermParser.Node(_tokens);
        _tokens.Symbol(")");
        return new ServiceTerm(node, _tokens.Current.IsSymbol("{") ? Inner() : null);
    }

    private EdgeTerm Edge()
    {
        _tokens.Symbol("(");
        NodeSelector source = FilterTermParser.Node(_tokens);
        _tokens.Symbol(",");
        NodeSelector target = FilterTermParser.Node(_tokens);
        _tokens.Symbol(")");
        return new EdgeTerm(source, target, _tokens.Current.IsSymbol("{") ? Inner() : null);
    }

    private FilterExpression RootCause(FilterToken word)
    {
        string[] parts = word.Text.Split('.');
        if (parts.Length == 2 && string.Equals(parts[1], "json", StringComparison.OrdinalIgnoreCase))
        {
            _tokens.Symbol("=");
            return RootCauseJson();
        }

        return parts.Length == 3 && FilterKeywords.RootCauses.TryGetValue(parts[1], out RootCauseKind kind)
            && FilterKeywords.RootCauseParts.TryGetValue(parts[2], out RootCausePart part)
            ? new RootCauseTerm(kind, part, Inner())
            : throw new FilterSyntaxException($"unknown keyword '{word.Text}'", word.Start);
    }

    private RootCauseJsonTerm RootCauseJson()
    {
        FilterToken token = _tokens.Current.Kind == FilterTokenKind.Json ? _tokens.Take() : throw _tokens.Expected("#[JSON]");
        try
        {
            using JsonDocument document = JsonDocument.Parse(token.Text);
            return new RootCauseJsonTerm(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new FilterSyntaxException("what follows # is not JSON", token.Start);
        }
    }

    private FilterExpression Inner()
    {
        _tokens.Symbol("{");
        _inside = true;
        FilterExpression inner = Or();
        _inside = false;
        _tokens.Symbol("}");
        return inner;
    }
}
