namespace Obs.Tracing.Sql;

/// <content>Strings and quoted names.</content>
internal ref partial struct SqlLexer
{
    private void ReadQuoted(char quote)
    {
        switch (quote)
        {
            case '\'':
                DropString('\'', Has(SqlSyntax.BackslashEscapes));
                break;
            case '"' when Has(SqlSyntax.DoubleQuotedStrings):
                DropString('"', Has(SqlSyntax.BackslashEscapes));
                break;
            case '"':
                ReadName('"');
                break;
            case '`' when Has(SqlSyntax.Backticks):
                ReadName('`');
                break;
            case '[' when Has(SqlSyntax.Brackets) && !IsSubscript():
                ReadName(']');
                break;
            case '[':
                _at++;
                _writer.Token("[");
                _context.Token(SqlTokenKind.Operator);
                break;
            default:
                DropRest();
                break;
        }
    }

    /// <summary>Reads what follows a word like <c>N</c>, <c>E</c>, <c>x</c> or <c>q</c> when that is a string.</summary>
    private bool TryReadPrefixedString(ReadOnlySpan<char> word)
    {
        if (word.Length == 1 && (word[0] | 0x20) == 'u' && Peek(0) == '&' && Peek(1) is '\'' or '"' && Has(SqlSyntax.EscapeStrings))
        {
            // The escape character can be changed behind the string, but it cannot hide a quote.
            _at++;
            ReadQuoted(_sql[_at]);
            return true;
        }

        if (Peek(0) != '\'' || word.Length > 2)
        {
            return false;
        }

        char last = (char)(word[^1] | 0x20);
        if (last == 'q' && Has(SqlSyntax.AlternativeQuotes) && (word.Length == 1 || (word[0] | 0x20) == 'n'))
        {
            DropAlternativeQuote();
            return true;
        }

        if (word.Length == 1 && last == 'e' && Has(SqlSyntax.EscapeStrings))
        {
            DropString('\'', backslash: true);
            return true;
        }

        if (word.Length == 1 && last is 'n' or 'b' or 'x')
        {
            DropString('\'', Has(SqlSyntax.BackslashEscapes));
            return true;
        }

        return false;
    }

    private void DropString(char quote, bool backslash)
    {
        _at++;
        while (true)
        {
            int next = _sql[_at..].IndexOfAny(quote, '\\');
            _at = next < 0 ? _sql.Length : _at + next;
            if (next < 0)
            {
                break;
            }

            if (_sql[_at] == '\\')
            {
                if (!backslash && Peek(1) == quote && Has(SqlSyntax.InDoubt))
                {
                    // Here one dialect ends the string and another goes on: all that follows is in doubt.
                    _at = _sql.Length;
                    break;
                }

                _at = Math.Min(_sql.Length, _at + (backslash ? 2 : 1));
            }
            else if (Peek(1) == quote)
            {
                _at += 2;
            }
            else
            {
                _at++;
                break;
            }
        }

        WriteLiteral();
    }

    private void DropAlternativeQuote()
    {
        char open = Peek(1);
        char close = open switch { '[' => ']', '(' => ')', '{' => '}', '<' => '>', _ => open };
        int end = _at + 2 <= _sql.Length ? _sql[(_at + 2)..].IndexOf([close, '\'']) : -1;
        _at = end < 0 ? _sql.Length : _at + 2 + end + 2;
        WriteLiteral();
    }

    /// <summary>Drops a dollar-quoted string or a money literal. Leaves a parameter alone.</summary>
    private bool TryDropDollar()
    {
        int end = _at + 1;
        while (end < _sql.Length && (char.IsLetterOrDigit(_sql[end]) || _sql[end] == '_'))
        {
            end++;
        }

        bool numbered = char.IsAsciiDigit(Peek(1));
        if (!numbered && end < _sql.Length && _sql[end] == '$' && Has(SqlSyntax.DollarQuotes))
        {
            ReadOnlySpan<char> tag = _sql[_at..(end + 1)];
            int length = _sql[(end + 1)..].IndexOf(tag);
            _at = length < 0 ? _sql.Length : end + 1 + length + tag.Length;
            WriteLiteral();
            return true;
        }

        // $1 is a parameter here and an amount there; nobody passes a hundred parameters through a provider we do not know.
        bool isMoney = Has(SqlSyntax.Money) && numbered
            && (!Has(SqlSyntax.InDoubt) || end - _at > 3 || (end < _sql.Length && _sql[end] == '.'));
        if (isMoney)
        {
            _at++;
            DropNumber();
        }

        return isMoney;
    }

    private void ReadName(char close)
    {
        int start = _at;
        char quote = _sql[_at];
        _at++;
        while (true)
        {
            int next = _sql[_at..].IndexOf(close);
            if (next < 0)
            {
                DropRest();
                return;
            }

            _at += next + 1;
            if (Peek(0) != close)
            {
                break;
            }

            _at++;
        }

        ReadOnlySpan<char> name = _sql[(start + 1)..(_at - 1)];
        if (Has(SqlSyntax.InDoubt) && name.ContainsAny("'\"`\\"))
        {
            // Another dialect sees the beginning of a string in there.
            DropRest();
        }
        else if (quote == '"' && Has(SqlSyntax.DoubleQuotesInDoubt) && MayBeString(name))
        {
            WriteLiteral();
        }
        else if (name.Length > MaxNameLength || name.ContainsAnyInRange('\0', '\u001F'))
        {
            WriteLiteral();
        }
        else
        {
            _writer.Token(_sql[start.._at]);
            _context.Token(SqlTokenKind.Name);
        }
    }

    private readonly bool MayBeString(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> rest = _sql[_at..].TrimStart();
        if (rest.Length > 0 && rest[0] == '.')
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '$' or '#'))
            {
                return _context.Last != SqlTokenKind.Dot;
            }
        }

        return _context.MayBeString(rest.Length > 0 && rest[0] is '=' or '<' or '>' or '!');
    }

    /// <summary>Whether a bracket opens an array or its index: no name begins like this.</summary>
    private readonly bool IsSubscript() => Has(SqlSyntax.InDoubt) && Peek(1) is '\'' or '$' or '@' or ':' or '?' or (>= '0' and <= '9');
}
