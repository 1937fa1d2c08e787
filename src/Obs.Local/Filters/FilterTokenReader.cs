using System.Globalization;

namespace Obs.Local.Filters;

/// <summary>Walks over tokens, and says what was expected where something else stands.</summary>
internal sealed class FilterTokenReader(IReadOnlyList<FilterToken> tokens)
{
    private int _at;

    public FilterToken Current => tokens[_at];

    public bool AtEnd => Current.Kind == FilterTokenKind.End;

    public FilterToken Take()
    {
        FilterToken token = Current;
        _at += AtEnd ? 0 : 1;
        return token;
    }

    public bool TrySymbol(string symbol)
    {
        bool found = Current.IsSymbol(symbol);
        _at += found ? 1 : 0;
        return found;
    }

    public bool TryWord(string word)
    {
        bool found = Current.IsWord(word);
        _at += found ? 1 : 0;
        return found;
    }

    public void Symbol(string symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Expected($"'{symbol}'");
        }
    }

    public string Text() => Current.Kind == FilterTokenKind.Text ? Take().Text : throw Expected("a string in double quotes");

    public double Number() => Current.Kind == FilterTokenKind.Number
        && double.TryParse(Current.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
        && Take().Kind == FilterTokenKind.Number ? number : throw Expected("a number");

    public FilterSyntaxException Expected(string what) => new(
        AtEnd ? $"expected {what}, found the end" : $"expected {what}, found '{Current.Text}'", Current.Start);
}
