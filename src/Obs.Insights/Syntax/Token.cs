using Obs.Insights.Values;

namespace Obs.Insights.Syntax;

/// <summary>One word of a query. <see cref="Text"/> is what it means: a string without its quotes, a name without its backticks.</summary>
internal readonly record struct Token(TokenKind Kind, SourceRange Range, string Text)
{
    public double Number { get; init; }

    public Period Period { get; init; }

    /// <summary>The parts of a name between its dots.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Whether any part of the name stood in backticks, so that it cannot be a keyword.</summary>
    public bool IsQuoted { get; init; }

    public bool IsKeyword(string keyword) =>
        Kind == TokenKind.Name && !IsQuoted && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
