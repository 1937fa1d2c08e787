namespace Obs.Local.Filters;

/// <summary>A piece of a filter expression, and the offset of its first character.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Start)
{
    public bool IsSymbol(string symbol) => Kind == FilterTokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == FilterTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
