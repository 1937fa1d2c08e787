namespace Obs.Insights.Syntax;

/// <summary>The tokens of a query with the one that comes next in view.</summary>
internal sealed class TokenReader
{
    private readonly Lexer _lexer;

    public TokenReader(string query)
    {
        Query = query;
        _lexer = new Lexer(query);
        Current = _lexer.Next();
    }

    public string Query { get; }

    public Token Current { get; private set; }

    /// <summary>The token before <see cref="Current"/>.</summary>
    public Token Previous { get; private set; }

    /// <summary>Whether nothing stands between the token before and the current one.</summary>
    public bool IsAdjacent => Previous.Range.End == Current.Range.Start;

    public bool Is(TokenKind kind) => Current.Kind == kind;

    public Token Take()
    {
        Previous = Current;
        Current = _lexer.Next();
        return Previous;
    }

    public bool TryTake(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Take();
        return true;
    }

    public bool TryTakeKeyword(string keyword)
    {
        if (!Current.IsKeyword(keyword))
        {
            return false;
        }

        Take();
        return true;
    }

    public Token Expect(TokenKind kind, string expected) => Current.Kind == kind ? Take() : throw Unexpected(expected);

    public void ExpectKeyword(string keyword)
    {
        if (!TryTakeKeyword(keyword))
        {
            throw Unexpected($"'{keyword}'");
        }
    }

    /// <summary>Takes the regular expression that the current slash begins.</summary>
    public Token TakeRegex()
    {
        Previous = _lexer.ReadRegex(Current);
        Current = _lexer.Next();
        return Previous;
    }

    public QuerySyntaxException Unexpected(string expected) => SyntaxError.Unexpected(Query, Current.Range, expected);

    public QuerySyntaxException Error(SourceRange range, string what) => SyntaxError.At(Query, range, what);
}
