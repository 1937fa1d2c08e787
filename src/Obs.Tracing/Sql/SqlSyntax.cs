namespace Obs.Tracing.Sql;

/// <summary>Where the dialects differ in what hides a literal or a comment.</summary>
[Flags]
internal enum SqlSyntax
{
    None = 0,

    /// <summary>A backslash escapes the next character of every string: MySQL's default mode.</summary>
    BackslashEscapes = 1 << 0,

    /// <summary><c>E'…'</c> and <c>U&amp;'…'</c>.</summary>
    EscapeStrings = 1 << 1,

    /// <summary><c>$$…$$</c> and <c>$tag$…$tag$</c>.</summary>
    DollarQuotes = 1 << 2,

    /// <summary><c>q'[…]'</c>.</summary>
    AlternativeQuotes = 1 << 3,

    /// <summary><c>[name]</c>.</summary>
    Brackets = 1 << 4,

    /// <summary><c>`name`</c>.</summary>
    Backticks = 1 << 5,

    /// <summary><c>"…"</c> is a string.</summary>
    DoubleQuotedStrings = 1 << 6,

    /// <summary><c>"…"</c> is a name, or a string where no such name exists or a session setting says so.</summary>
    DoubleQuotesInDoubt = 1 << 7,

    /// <summary><c>#</c> starts a comment.</summary>
    HashComments = 1 << 8,

    /// <summary><c>#</c> is part of a name.</summary>
    HashInNames = 1 << 9,

    /// <summary><c>/* /* */ */</c> is one comment.</summary>
    NestedComments = 1 << 10,

    /// <summary><c>--</c> starts a comment only before white space, and <c>/*! … */</c> is code.</summary>
    MySqlComments = 1 << 11,

    /// <summary><c>$12.50</c> is a literal.</summary>
    Money = 1 << 12,

    /// <summary><c>:1</c> is a parameter.</summary>
    NumberedColonParameters = 1 << 13,

    /// <summary>A line comment ends at a carriage return too.</summary>
    CarriageReturnEndsLine = 1 << 14,

    /// <summary>The dialect is not known: where readings differ, what follows is dropped.</summary>
    InDoubt = 1 << 15,
}
