namespace Obs.Local.Filters;

internal enum FilterTokenKind
{
    /// <summary>A keyword, an operator in letters, or a dotted name.</summary>
    Word,

    /// <summary>A quoted text, without its quotes and escapes.</summary>
    Text,

    Number,

    /// <summary>A bracket, a comma, a colon, <c>!</c> or a comparison.</summary>
    Symbol,

    /// <summary>JSON after <c>#</c>.</summary>
    Json,

    End,
}
