using System.Buffers;

namespace Obs.Tracing.Sql;

/// <content>Comments.</content>
internal ref partial struct SqlLexer
{
    private static readonly SearchValues<char> OpensQuote = SearchValues.Create("'\"`$/[");

    private bool TrySkipComment(char c)
    {
        if (c == '-' && Peek(1) == '-')
        {
            return TrySkipDashes();
        }

        if (c == '/' && Peek(1) == '*')
        {
            SkipBlockComment();
            return true;
        }

        if (c == '#' && Has(SqlSyntax.HashComments))
        {
            SkipLine();
            return true;
        }

        if (c == '*' && Peek(1) == '/' && _executableComments > 0)
        {
            _executableComments--;
            _at += 2;
            _writer.Space();
            return true;
        }

        return false;
    }

    private bool TrySkipDashes()
    {
        bool isSpaced = _at + 2 >= _sql.Length || char.IsWhiteSpace(_sql[_at + 2]) || char.IsControl(_sql[_at + 2]);
        if (!isSpaced && Has(SqlSyntax.MySqlComments))
        {
            return false;
        }

        if (!isSpaced && Has(SqlSyntax.InDoubt) && RestOfLine().ContainsAny(OpensQuote))
        {
            // Two signs for MySQL, a comment for the others: what is a string after this line depends on it.
            DropRest();
            return true;
        }

        SkipLine();
        return true;
    }

    private readonly ReadOnlySpan<char> RestOfLine()
    {
        ReadOnlySpan<char> rest = _sql[_at..];
        int end = Has(SqlSyntax.CarriageReturnEndsLine) ? rest.IndexOfAny('\r', '\n') : rest.IndexOf('\n');
        return end < 0 ? rest : rest[..end];
    }

    private void SkipLine()
    {
        _at += RestOfLine().Length;
        _writer.Space();
    }

    private void SkipBlockComment()
    {
        bool isExecutable = Peek(2) == '!' || (Peek(2) == 'M' && Peek(3) == '!');
        if (isExecutable && Has(SqlSyntax.MySqlComments))
        {
            // The server runs what is in there, so its strings count.
            _executableComments++;
            _at += Peek(2) == '!' ? 3 : 4;
            SkipDigits();
            _writer.Space();
            return;
        }

        if (isExecutable && Has(SqlSyntax.InDoubt))
        {
            DropRest();
            return;
        }

        _at += 2;
        SkipToEndOfComment();
        _writer.Space();
    }

    private void SkipToEndOfComment()
    {
        int depth = 1;
        while (depth > 0)
        {
            int next = _sql[_at..].IndexOfAny('*', '/');
            if (next < 0)
            {
                _at = _sql.Length;
                return;
            }

            _at += next;
            bool opens = _sql[_at] == '/' && Peek(1) == '*';
            bool closes = _sql[_at] == '*' && Peek(1) == '/';
            if (opens && Has(SqlSyntax.InDoubt))
            {
                DropRest();
                return;
            }

            depth += opens && Has(SqlSyntax.NestedComments) ? 1 : closes ? -1 : 0;
            _at += closes || (opens && Has(SqlSyntax.NestedComments)) ? 2 : 1;
        }
    }
}
