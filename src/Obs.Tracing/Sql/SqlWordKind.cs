namespace Obs.Tracing.Sql;

/// <summary>What a bare word says about the token that follows it.</summary>
internal enum SqlWordKind
{
    /// <summary>A name: of a column, a table, a function.</summary>
    Other,

    /// <summary>A keyword after which names and values may stand.</summary>
    Clause,

    /// <summary>SELECT: what follows in this parenthesis is a query.</summary>
    Query,

    /// <summary>A keyword after which a table or another object is named.</summary>
    Object,

    /// <summary>A keyword after which a value stands.</summary>
    Value,

    /// <summary>AND: the second bound of BETWEEN, or another condition.</summary>
    And,

    /// <summary>IN: a list of values in a parenthesis.</summary>
    In,

    /// <summary>VALUES: lists of values, one after the other.</summary>
    Values,

    /// <summary>KEY: columns in a parenthesis, else a secret.</summary>
    Key,

    /// <summary>EXEC, EXECUTE, CALL: arguments up to the end of the statement.</summary>
    Call,

    /// <summary>IDENTIFIED: BY and a password may follow.</summary>
    Identified,

    /// <summary>BY.</summary>
    By,

    /// <summary>PRAGMA: a setting, and the value may be a key.</summary>
    Pragma,
}
