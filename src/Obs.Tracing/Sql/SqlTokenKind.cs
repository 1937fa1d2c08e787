namespace Obs.Tracing.Sql;

/// <summary>What the last token was, as far as the next one's meaning depends on it.</summary>
internal enum SqlTokenKind
{
    Start,
    Word,
    Name,
    Literal,
    Parameter,
    Operator,
    Open,
    Close,
    Comma,
    Dot,
}
