using System.Buffers;
using System.Runtime.CompilerServices;

namespace Obs.Insights.Scanning;

/// <summary>A place in JSON text, and the tokens that can be read from there. After a token that is not one, the place means
/// nothing.</summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> StringEnds =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;

    public int Position
    {
        readonly get => _position;
        set => _position = value;
    }

    public readonly ReadOnlySpan<byte> Text => _text;

    public readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)_position < (uint)_text.Length ? _text[_position] : (byte)0;
    }

    public bool TryReadString(out bool isEscaped)
    {
        isEscaped = false;
        _position++;
        while (true)
        {
            int length = _text[_position..].IndexOfAny(StringEnds);
            if (length < 0)
            {
                return false;
            }

            _position += length;
            byte end = _text[_position++];
            if (end != '\\')
            {
                return end == '"';
            }

            isEscaped = true;
            if (!TryReadEscape())
            {
                return false;
            }
        }
    }

    public bool TryReadLiteral(ReadOnlySpan<byte> literal)
    {
        bool matches = _text[_position..].StartsWith(literal);
        _position += literal.Length;
        return matches;
    }

    public bool TryReadNumber()
    {
        if (Current == '-')
        {
            _position++;
        }

        bool startsWithZero = Current == '0';
        int digits = SkipDigits();
        if (digits == 0 || (startsWithZero && digits > 1))
        {
            return false;
        }

        if (Current == '.')
        {
            _position++;
            if (SkipDigits() == 0)
            {
                return false;
            }
        }

        if ((Current | 0x20) == 'e')
        {
            _position++;
            _position += Current is (byte)'+' or (byte)'-' ? 1 : 0;
            return SkipDigits() > 0;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte SkipBlanks()
    {
        byte current = Current;
        while (current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
            current = Current;
        }

        return current;
    }

    private bool TryReadEscape()
    {
        if (_position >= _text.Length)
        {
            return false;
        }

        byte kind = _text[_position++];
        if (kind != 'u')
        {
            return "\"\\/bfnrt"u8.IndexOf(kind) >= 0;
        }

        bool isComplete = _position + 4 <= _text.Length && JsonEscapes.IsHex(_text.Slice(_position, 4));
        _position += 4;
        return isComplete;
    }

    private int SkipDigits()
    {
        int start = _position;
        while ((uint)(Current - '0') <= 9)
        {
            _position++;
        }

        return _position - start;
    }
}
