namespace Obs.Local.Filters;

/// <summary>Reads the terms of the language that hold no other terms.</summary>
internal static class FilterTermParser
{
    private const string Annotations = "annotation";

    /// <summary><c>annotation.key</c> or <c>annotation[key]</c>, alone or compared.</summary>
    public static AnnotationTerm Annotation(FilterTokenReader tokens, FilterToken word)
    {
        string key = word.IsWord(Annotations) ? Bracketed(tokens)
            : word.Text[Annotations.Length] == '.' && word.Text.Length > Annotations.Length + 1 ? word.Text[(Annotations.Length + 1)..]
            : throw new FilterSyntaxException($"unknown keyword '{word.Text}'", word.Start);
        return Comparison(tokens) is { } comparison
            ? new AnnotationTerm(key, comparison, Value(tokens, comparison))
            : new AnnotationTerm(key, FilterComparison.Exists, null);
    }

    /// <summary>A flag, a number or a text, by its keyword.</summary>
    public static FilterExpression Keyword(FilterTokenReader tokens, FilterToken word)
    {
        if (FilterKeywords.Flags.TryGetValue(word.Text, out FilterFlag flag))
        {
            return tokens.Current.Kind == FilterTokenKind.Symbol && Comparison(tokens) is { } comparison
                ? new FlagTerm(flag, Flag(tokens) == (comparison == FilterComparison.Equal ? true
                    : comparison == FilterComparison.NotEqual ? false : throw Wrong(word, "= or !=")))
                : new FlagTerm(flag, true);
        }

        if (FilterKeywords.Numbers.TryGetValue(word.Text, out FilterNumber number))
        {
            FilterComparison comparison = tokens.Current.Kind == FilterTokenKind.Symbol
                ? Comparison(tokens) ?? throw tokens.Expected("a comparison")
                : throw tokens.Expected("a comparison");
            return new NumberTerm(number, comparison, tokens.Number());
        }

        if (!FilterKeywords.Texts.TryGetValue(word.Text, out FilterText text))
        {
            throw new FilterSyntaxException($"unknown keyword '{word.Text}'", word.Start);
        }

        return Comparison(tokens) is not { } found ? new TextTerm(text, FilterComparison.Exists, "")
            : IsOrder(found) ? throw Wrong(word, "=, !=, CONTAINS, BEGINSWITH or ENDSWITH")
            : new TextTerm(text, found, tokens.Text());
    }

    public static GroupTerm Group(FilterTokenReader tokens, FilterToken word)
    {
        tokens.Symbol("=");
        return new GroupTerm(word.IsWord("group.arn"), tokens.Text());
    }

    /// <summary>A name in quotes, or <c>id(name: "…", type: "…", account.id: "…")</c>.</summary>
    public static NodeSelector Node(FilterTokenReader tokens)
    {
        if (!tokens.TryWord("id"))
        {
            string name = tokens.Text();
            return name.Length == 0 ? NodeSelector.Any : new NodeSelector(name, null, null);
        }

        tokens.Symbol("(");
        NodeSelector node = NodeSelector.Any;
        do
        {
            FilterToken member = tokens.Take();
            tokens.Symbol(":");
            string value = tokens.Text();
            node = member.IsWord("name") ? node with { Name = value }
                : member.IsWord("type") ? node with { Type = value }
                : member.IsWord("account.id") ? node with { AccountId = value }
                : throw new FilterSyntaxException($"expected name, type or account.id, found '{member.Text}'", member.Start);
        }
        while (tokens.TrySymbol(","));
        tokens.Symbol(")");
        return node;
    }

    private static string Bracketed(FilterTokenReader tokens)
    {
        tokens.Symbol("[");
        FilterToken key = tokens.Current.Kind is FilterTokenKind.Word or FilterTokenKind.Text or FilterTokenKind.Number
            ? tokens.Take() : throw tokens.Expected("the key of an annotation");
        tokens.Symbol("]");
        return key.Text;
    }

    private static FilterComparison? Comparison(FilterTokenReader tokens)
    {
        FilterToken token = tokens.Current;
        FilterComparison comparison = FilterComparison.Exists;
        bool found = token.Kind == FilterTokenKind.Symbol ? FilterKeywords.Symbols.TryGetValue(token.Text, out comparison)
            : token.Kind == FilterTokenKind.Word && FilterKeywords.Words.TryGetValue(token.Text, out comparison);
        return found && tokens.Take().Kind != FilterTokenKind.End ? comparison : null;
    }

    private static object Value(FilterTokenReader tokens, FilterComparison comparison)
    {
        bool isText = comparison is FilterComparison.Contains or FilterComparison.BeginsWith or FilterComparison.EndsWith;
        return tokens.Current.Kind == FilterTokenKind.Text || isText ? tokens.Text()
            : tokens.Current.Kind == FilterTokenKind.Number || IsOrder(comparison) ? tokens.Number()
            : Flag(tokens);
    }

    private static bool Flag(FilterTokenReader tokens) =>
        tokens.TryWord("true") || (tokens.TryWord("false") ? false : throw tokens.Expected("a value: true, false, a number or a string"));

    private static bool IsOrder(FilterComparison comparison) => comparison is FilterComparison.Less or FilterComparison.LessOrEqual
        or FilterComparison.Greater or FilterComparison.GreaterOrEqual;

    private static FilterSyntaxException Wrong(FilterToken word, string allowed) =>
        new($"'{word.Text}' is compared by {allowed}", word.Start);
}
