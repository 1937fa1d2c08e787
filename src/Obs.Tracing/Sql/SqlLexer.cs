namespace Obs.Tracing.Sql;

/// <summary>Reads a SQL text once, from left to right, and writes its shape: names, keywords, operators and parameters, but no
/// literal.</summary>
/// <remarks>What is not understood, or never ends, is dropped to the end of the text: losing shape is cheaper than keeping a
/// secret.</remarks>
internal ref partial struct SqlLexer(ReadOnlySpan<char> sql, SqlSyntax syntax, SqlShapeWriter writer)
{
    // No server takes longer names; a longer word is something else, such as a token that was pasted in.
    private const int MaxNameLength = 128;

    private readonly ReadOnlySpan<char> _sql = sql;
    private readonly SqlSyntax _syntax = syntax;
    private SqlShapeWriter _writer = writer;
    private SqlContext _context = new();
    private int _at;
    private int _executableComments;

    /// <summary>Reads the text and returns what remains of it.</summary>
    /// <param name="isCut">The text is the beginning of a longer one.</param>
    public ReadOnlySpan<char> Read(bool isCut)
    {
        while (_at < _sql.Length && !_writer.IsFull)
        {
            char c = _sql[_at];
            if (char.IsWhiteSpace(c))
            {
                _at++;
                _writer.Space();
            }
            else if (!TrySkipComment(c))
            {
                ReadToken(c);
            }
        }

        if (isCut)
        {
            _writer.Cut();
        }

        return _writer.Written;
    }

    private readonly bool Has(SqlSyntax feature) => (_syntax & feature) != 0;

    private readonly char Peek(int offset) => _at + offset < _sql.Length ? _sql[_at + offset] : '\0';

    private void ReadToken(char c)
    {
        if (_context.AfterIdentifiedBy)
        {
            DropRest();
        }
        else if (IsWordStart(c))
        {
            ReadWord();
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)) && _context.ExpectsOperand))
        {
            DropNumber();
        }
        else if (c is '\'' or '"' or '`' or '[')
        {
            ReadQuoted(c);
        }
        else if (c is '@' or ':' or '$' or '?')
        {
            ReadParameter(c);
        }
        else
        {
            ReadPunctuation(c);
        }
    }

    private void ReadWord()
    {
        int start = _at;
        SkipWord();
        ReadOnlySpan<char> word = _sql[start.._at];
        if (TryReadPrefixedString(word))
        {
            return;
        }

        WriteBounded(word);
        _context.Word(SqlWords.KindOf(word));
    }

    private void DropNumber()
    {
        bool hexadecimal = _sql[_at] == '0' && Peek(1) is 'x' or 'X';
        while (_at < _sql.Length && (IsWordPart(_sql[_at]) || _sql[_at] == '.'))
        {
            bool exponent = !hexadecimal && _sql[_at] is 'e' or 'E' && Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2));
            _at += exponent ? 2 : 1;
        }

        WriteLiteral();
    }

    private void ReadParameter(char c)
    {
        if (c == '$' && TryDropDollar())
        {
            return;
        }

        int start = _at;
        _at += c == '@' && Peek(1) == '@' ? 2 : 1;
        int name = _at;
        if (c == '?')
        {
            SkipDigits();
        }
        else if (_at < _sql.Length && (IsWordStart(_sql[_at]) || char.IsAsciiDigit(_sql[_at])))
        {
            SkipWord();
        }

        bool keeps = c == '?' || _at > name;
        if (c == ':' && keeps && char.IsAsciiDigit(_sql[name]) && !Has(SqlSyntax.NumberedColonParameters))
        {
            // A slice of an array, not a parameter: the number is a literal.
            _at = name;
            keeps = false;
        }

        if (!keeps)
        {
            // `::`, `:=`, a lone `@`: an operator.
            _at = start;
            ReadPunctuation(c);
        }
        else if (_at - start == 1)
        {
            // Positional: a list of them collapses like a list of literals.
            WriteLiteral();
        }
        else
        {
            WriteBounded(_sql[start.._at]);
            _context.Token(SqlTokenKind.Parameter);
        }
    }

    private void ReadPunctuation(char c)
    {
        bool joins = c == ':' && Peek(1) == ':';
        switch (c)
        {
            case '(' when _context.AfterIn:
                _writer.OpenList();
                _context.Open();
                break;
            case '(':
                _writer.Token("(");
                _context.Open();
                break;
            case ')':
                _writer.Token(")");
                _context.Close();
                break;
            case ',':
                _writer.Comma();
                _context.Token(SqlTokenKind.Comma);
                break;
            case ';':
                _writer.Token(";");
                _context.EndStatement();
                break;
            case '.':
                _writer.Token(".");
                _context.Token(SqlTokenKind.Dot);
                break;
            case '+' or '-' when _context.ExpectsOperand && IsNumberAt(_at + 1):
                break; // The sign is part of the literal.
            case ']' or '{' or '}':
                _writer.Token(_sql.Slice(_at, 1));
                _context.Token(SqlTokenKind.Close);
                break;
            case < ' ' or > '~' or '#' when !IsHashOperator(c):
                DropRest();
                return;
            default:
                _writer.Token(_sql.Slice(_at, joins ? 2 : 1));
                _context.Token(SqlTokenKind.Operator);
                break;
        }

        _at += joins ? 2 : 1;
        if (_context.InPragma && c is '=' or '(')
        {
            if (char.IsWhiteSpace(Peek(0)))
            {
                _writer.Space();
            }

            DropRest();
        }
    }

    private readonly bool IsHashOperator(char c) => c == '#' && !Has(SqlSyntax.InDoubt);

    private readonly bool IsNumberAt(int index) =>
        index < _sql.Length
        && (char.IsAsciiDigit(_sql[index]) || (_sql[index] == '.' && index + 1 < _sql.Length && char.IsAsciiDigit(_sql[index + 1])));

    private void SkipWord()
    {
        while (_at < _sql.Length && IsWordPart(_sql[_at]))
        {
            _at++;
        }
    }

    private void SkipDigits()
    {
        while (_at < _sql.Length && char.IsAsciiDigit(_sql[_at]))
        {
            _at++;
        }
    }

    private readonly bool IsWordStart(char c) =>
        char.IsLetter(c) || c == '_' || char.IsSurrogate(c) || (c == '#' && Has(SqlSyntax.HashInNames));

    private readonly bool IsWordPart(char c) => IsWordStart(c) || char.IsDigit(c) || c == '$';

    private void WriteBounded(ReadOnlySpan<char> name)
    {
        if (name.Length <= MaxNameLength)
        {
            _writer.Token(name);
        }
        else
        {
            _writer.Literal();
        }
    }

    private void WriteLiteral()
    {
        _writer.Literal();
        _context.Token(SqlTokenKind.Literal);
    }

    private void DropRest()
    {
        _at = _sql.Length;
        _writer.Literal();
    }
}
