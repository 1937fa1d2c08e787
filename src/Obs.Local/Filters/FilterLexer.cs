using System.Text;

namespace Obs.Local.Filters;

/// <summary>Cuts a filter expression into tokens.</summary>
internal sealed class FilterLexer
{
    private const int MaxLength = 4_096;

    private readonly string _text;
    private int _at;

    private FilterLexer(string text) => _text = text;

    /// <exception cref="FilterSyntaxException">A character has no place in the language.</exception>
    public static List<FilterToken> Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new FilterSyntaxException($"{text.Length} characters, at most {MaxLength} are allowed", MaxLength);
        }

        var lexer = new FilterLexer(text);
        List<FilterToken> tokens = [];
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != FilterTokenKind.End);
        return tokens;
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.';

    private FilterToken Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        if (_at == _text.Length)
        {
            return new FilterToken(FilterTokenKind.End, "", _at);
        }

        char c = _text[_at];
        return c == '"' ? Quoted()
            : c == '#' ? Json()
            : char.IsAsciiDigit(c) || ((c is '-' or '.') && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])) ? Number()
            : char.IsAsciiLetter(c) || c == '_' ? Take(FilterTokenKind.Word, IsWordPart)
            : Symbol(c);
    }

    private FilterToken Take(FilterTokenKind kind, Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
        {
            _at++;
        }

        return new FilterToken(kind, _text[start.._at], start);
    }

    private FilterToken Number()
    {
        int start = _at++;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '.' or 'e' or 'E'
            || (_text[_at] is '-' or '+' && _text[_at - 1] is 'e' or 'E')))
        {
            _at++;
        }

        return new FilterToken(FilterTokenKind.Number, _text[start.._at], start);
    }

    private FilterToken Symbol(char c)
    {
        int start = _at++;
        if (c is '!' or '<' or '>' && _at < _text.Length && _text[_at] == '=')
        {
            _at++;
        }
        else if ("!<>=(){}[],:".IndexOf(c, StringComparison.Ordinal) < 0)
        {
            throw new FilterSyntaxException($"unexpected character '{c}'", start);
        }

        return new FilterToken(FilterTokenKind.Symbol, _text[start.._at], start);
    }

    private FilterToken Quoted()
    {
        int start = _at++;
        var value = new StringBuilder();
        for (; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            _at += _text[_at] == '\\' && _at + 1 < _text.Length ? 1 : 0;
            value.Append(_text[_at]);
        }

        if (_at++ >= _text.Length)
        {
            throw new FilterSyntaxException("a string without its closing quote", start);
        }

        return new FilterToken(FilterTokenKind.Text, value.ToString(), start);
    }

    /// <summary>Runs to the bracket that closes the first one; brackets inside strings do not count.</summary>
    private FilterToken Json()
    {
        int start = ++_at;
        int depth = 0;
        bool quoted = false;
        for (; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (quoted)
            {
                _at += c == '\\' ? 1 : 0;
                quoted = c != '"';
                continue;
            }

            quoted = c == '"';
            depth += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                return new FilterToken(FilterTokenKind.Json, _text[start..++_at], start);
            }
        }

        throw new FilterSyntaxException("JSON that does not end", start - 1);
    }
}
