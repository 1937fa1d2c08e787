using System.Globalization;
using System.Text;
using Obs.Insights.Values;

namespace Obs.Insights.Syntax;

/// <summary>Splits a query into tokens, one at a time, because only the parser knows where a slash begins a regular expression.</summary>
internal sealed class Lexer(string query)
{
    private int _position;

    public Token Next()
    {
        SkipBlanksAndComments();
        if (_position >= query.Length)
        {
            return new(TokenKind.End, new(query.Length, query.Length), "");
        }

        char first = query[_position];
        return first switch
        {
            '"' or '\'' => ReadString(first),
            '`' => ReadName(),
            _ when IsNameStart(first) => ReadName(),
            _ when char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(At(1))) => ReadNumber(),
            _ => ReadOperator(first),
        };
    }

    /// <summary>Reads the regular expression whose opening slash is the token given; <c>\/</c> stands for a slash.</summary>
    public Token ReadRegex(Token slash)
    {
        int start = slash.Range.Start;
        var text = new StringBuilder();
        for (int i = start + 1; i < query.Length; i++)
        {
            char c = query[i];
            if (c == '/')
            {
                _position = i + 1;
                return new(TokenKind.String, new(start, _position), text.ToString());
            }

            if (c == '\\' && i + 1 < query.Length)
            {
                i++;
                text.Append(query[i] == '/' ? "/" : $"\\{query[i]}");
                continue;
            }

            text.Append(c);
        }

        throw SyntaxError.At(query, new(start, query.Length), "regular expression without its closing /");
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '@' or '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '@' or '_';

    private char At(int ahead) => _position + ahead < query.Length ? query[_position + ahead] : '\0';

    private void SkipBlanksAndComments()
    {
        while (_position < query.Length)
        {
            if (char.IsWhiteSpace(query[_position]))
            {
                _position++;
            }
            else if (query[_position] == '#' && (_position == 0 || char.IsWhiteSpace(query[_position - 1])))
            {
                int end = query.IndexOf('\n', _position);
                _position = end < 0 ? query.Length : end + 1;
            }
            else
            {
                return;
            }
        }
    }

    private Token ReadString(char quote)
    {
        int start = _position;
        var text = new StringBuilder();
        for (int i = start + 1; i < query.Length; i++)
        {
            char c = query[i];
            if (c == quote)
            {
                _position = i + 1;
                return new(TokenKind.String, new(start, _position), text.ToString());
            }

            if (c == '\\' && i + 1 < query.Length && Unescape(query[i + 1]) is { } meant)
            {
                text.Append(meant);
                i++;
                continue;
            }

            text.Append(c);
        }

        throw SyntaxError.At(query, new(start, query.Length), $"string without its closing {quote}");
    }

    private static char? Unescape(char escaped) => escaped switch
    {
        '"' or '\'' or '\\' => escaped,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };

    private Token ReadName()
    {
        int start = _position;
        bool quoted = false;
        var segments = new List<string>();
        do
        {
            _position += segments.Count == 0 ? 0 : 1;
            bool isQuoted = At(0) == '`';
            segments.Add(isQuoted ? ReadQuotedSegment() : ReadPlainSegment());
            quoted |= isQuoted;
        }
        while (At(0) == '.' && (IsNamePart(At(1)) || At(1) == '`'));

        return new(TokenKind.Name, new(start, _position), string.Join('.', segments)) { Segments = segments, IsQuoted = quoted };
    }

    private string ReadPlainSegment()
    {
        int start = _position;
        while (IsNamePart(At(0)))
        {
            _position++;
        }

        return query[start.._position];
    }

    private string ReadQuotedSegment()
    {
        int end = query.IndexOf('`', _position + 1);
        if (end < 0)
        {
            throw SyntaxError.At(query, new(_position, query.Length), "name without its closing `");
        }

        string name = query[(_position + 1)..end];
        if (name.Length == 0)
        {
            throw SyntaxError.At(query, new(_position, end + 1), "empty name");
        }

        _position = end + 1;
        return name;
    }

    private Token ReadNumber()
    {
        int start = _position;
        SkipDigits();
        if (At(0) == '.' && char.IsAsciiDigit(At(1)))
        {
            _position++;
            SkipDigits();
        }

        if (At(0) is 'e' or 'E' && (char.IsAsciiDigit(At(1)) || (At(1) is '+' or '-' && char.IsAsciiDigit(At(2)))))
        {
            _position += 2;
            SkipDigits();
        }

        string digits = query[start.._position];
        double number = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return IsNamePart(At(0))
            ? ReadPeriod(start, digits, number)
            : new(TokenKind.Number, new(start, _position), digits) { Number = number };
    }

    private Token ReadPeriod(int start, string digits, double number)
    {
        string unitName = ReadPlainSegment();
        var range = new SourceRange(start, _position);
        if (PeriodUnits.Find(unitName) is not { } unit)
        {
            throw SyntaxError.At(query, range, $"{query[start.._position]} is neither a number nor a period such as 5m");
        }

        if (number is < 1 or > Period.LongestAmount || number != Math.Floor(number))
        {
            throw SyntaxError.At(query, range, $"a period is a whole number of units, 1 to {Period.LongestAmount}; found {digits}");
        }

        return new(TokenKind.Period, range, query[start.._position]) { Period = new((long)number, unit) };
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(0)))
        {
            _position++;
        }
    }

    private Token ReadOperator(char first)
    {
        (TokenKind kind, int length) = (first, At(1)) switch
        {
            ('=', '~') => (TokenKind.Match, 2),
            ('=', '=') => (TokenKind.Equal, 2),
            ('=', _) => (TokenKind.Equal, 1),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('<', _) => (TokenKind.Less, 1),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('>', _) => (TokenKind.Greater, 1),
            ('|', _) => (TokenKind.Pipe, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('(', _) => (TokenKind.OpenParenthesis, 1),
            (')', _) => (TokenKind.CloseParenthesis, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('^', _) => (TokenKind.Caret, 1),
            ('.', _) => (TokenKind.Dot, 1),
            _ => throw SyntaxError.Unexpected(query, new(_position, _position + 1), "a part of the language"),
        };

        var range = new SourceRange(_position, _position + length);
        _position += length;
        return new(kind, range, query[range.Start..range.End]);
    }
}
