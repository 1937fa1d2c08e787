namespace Obs.Tracing.Sql;

/// <summary>What has been read so far, as far as it decides what the next token can be.</summary>
internal struct SqlContext
{
    private const int MaxDepth = 64;

    private SqlWordKind _word;
    private SqlWordKind _wordBefore;
    private ulong _valueParentheses;
    private int _depth;
    private bool _valueLists;
    private bool _arguments;

    public SqlContext()
    {
    }

    public SqlTokenKind Last { get; private set; } = SqlTokenKind.Start;

    /// <summary>After <c>PRAGMA</c>, up to the end of the statement.</summary>
    public bool InPragma { get; private set; }

    /// <summary>After <c>IDENTIFIED BY</c>: some servers take a password without quotes here.</summary>
    public readonly bool AfterIdentifiedBy => Last == SqlTokenKind.Word && _word == SqlWordKind.By && _wordBefore == SqlWordKind.Identified;

    /// <summary>Just after <c>IN</c>.</summary>
    public readonly bool AfterIn => Last == SqlTokenKind.Word && _word == SqlWordKind.In;

    /// <summary>A sign here belongs to the number after it and does not join two operands.</summary>
    public readonly bool ExpectsOperand => Last switch
    {
        SqlTokenKind.Name or SqlTokenKind.Literal or SqlTokenKind.Parameter or SqlTokenKind.Close or SqlTokenKind.Dot => false,
        SqlTokenKind.Word => _word != SqlWordKind.Other,
        _ => true,
    };

    private readonly bool InValueParenthesis => _depth > 0 && (_depth > MaxDepth || (_valueParentheses >> (_depth - 1) & 1) != 0);

    public void Token(SqlTokenKind kind) => Last = kind;

    public void Word(SqlWordKind kind)
    {
        _wordBefore = _word;
        _word = kind;
        Last = SqlTokenKind.Word;
        switch (kind)
        {
            case SqlWordKind.Values:
                _valueLists = true;
                break;
            case SqlWordKind.Call:
                _arguments = true;
                break;
            case SqlWordKind.Pragma:
                InPragma = true;
                break;
            case SqlWordKind.Query:
                _valueLists = false;
                Mark(false);
                break;
            case SqlWordKind.Clause or SqlWordKind.Object:
                _valueLists = _valueLists && _depth > 0;
                break;
        }
    }

    public void Open()
    {
        bool holdsValues = Last switch
        {
            SqlTokenKind.Word => HoldsValuesAfterWord(),
            SqlTokenKind.Comma when _depth == 0 => _valueLists,
            SqlTokenKind.Comma or SqlTokenKind.Open or SqlTokenKind.Operator => InValueParenthesis,
            _ => false,
        };
        _depth++;
        Mark(holdsValues);
        Last = SqlTokenKind.Open;
    }

    public void Close()
    {
        _depth = Math.Max(0, _depth - 1);
        Last = SqlTokenKind.Close;
    }

    public void EndStatement()
    {
        this = new SqlContext();
    }

    /// <summary>Whether a double-quoted token that looks like a name may be a string here.</summary>
    /// <param name="beforeComparison">A comparison follows it.</param>
    public readonly bool MayBeString(bool beforeComparison) => _arguments || Last switch
    {
        SqlTokenKind.Dot => false,
        SqlTokenKind.Operator => true,
        SqlTokenKind.Open or SqlTokenKind.Comma => InValueParenthesis,
        SqlTokenKind.Word => _word switch
        {
            SqlWordKind.Value or SqlWordKind.In or SqlWordKind.Values or SqlWordKind.Key => true,
            SqlWordKind.And => !beforeComparison,
            _ => false,
        },
        _ => false,
    };

    private readonly bool HoldsValuesAfterWord() => _word switch
    {
        SqlWordKind.In or SqlWordKind.Values or SqlWordKind.Value => true,
        SqlWordKind.Other => _wordBefore != SqlWordKind.Object, // A function's arguments, and not the columns of a table.
        _ => false,
    };

    private void Mark(bool holdsValues)
    {
        if (_depth is > 0 and <= MaxDepth)
        {
            ulong bit = 1UL << (_depth - 1);
            _valueParentheses = holdsValues ? _valueParentheses | bit : _valueParentheses & ~bit;
        }
    }
}
