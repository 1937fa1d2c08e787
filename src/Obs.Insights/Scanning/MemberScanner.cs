using System.Buffers;
using System.Runtime.CompilerServices;
using Obs.Insights.Values;

namespace Obs.Insights.Scanning;

/// <summary>Reads one event's JSON from front to back and keeps the wanted members as slices of it. Everything else is only checked.</summary>
/// <remarks>
/// Written out instead of using <see cref="System.Text.Json.Utf8JsonReader"/> because most of a line is skipped, and skipping is where the
/// time goes. A test holds that both accept and refuse the same texts.
/// </remarks>
internal ref struct MemberScanner
{
    private const int MostFields = 200;   // The service discovers no more; what lies behind is for the parse command.
    private const int DeepestNesting = 64; // As the platform's reader.
    private const int MostAttempts = 8;   // Places in a text line at which a JSON fragment is looked for.

    private static readonly SearchValues<byte> StringEnds =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly byte[] _buffer;
    private readonly FieldValue[] _slots;
    private readonly MemberShape _shape;
    private readonly ReadOnlySpan<byte> _text;
    private readonly int _offset;
    private int _position;
    private int _fields;

    private MemberScanner(byte[] buffer, int offset, ReadOnlySpan<byte> text, FieldValue[] slots, MemberShape shape)
    {
        _buffer = buffer;
        _offset = offset;
        _text = text;
        _slots = slots;
        _shape = shape;
    }

    /// <summary>Reads the event, or the first JSON fragment in it, into the slots. Text without JSON leaves them alone.</summary>
    public static void Scan(MemberNode root, in FieldValue message, FieldValue[] slots, MemberShape shape)
    {
        (byte[] buffer, int offset, int length) = message.Slice;
        ReadOnlySpan<byte> text = buffer.AsSpan(offset, length);
        var scanner = new MemberScanner(buffer, offset, text, slots, shape);
        int start = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (start >= 0 && text[start] == '[' && scanner.TryReadAt(root, start))
        {
            if (scanner.SkipBlanks() == 0)
            {
                return; // A list. In "[1] text" the bracket is part of the text.
            }

            scanner.Clear(root);
        }

        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            int found = start < 0 ? -1 : text[start..].IndexOf((byte)'{');
            if (found < 0 || scanner.TryReadAt(root, start + found))
            {
                return;
            }

            start += found + 1;
        }
    }

    private bool TryReadAt(MemberNode root, int start)
    {
        _position = start;
        _fields = 0;
        if (TryReadValue(root, 0))
        {
            return true;
        }

        Clear(root);
        return false;
    }

    private readonly void Clear(MemberNode node)
    {
        if (node.Slot >= 0)
        {
            _slots[node.Slot] = default;
        }

        foreach (MemberNode child in node.Children)
        {
            Clear(child);
        }
    }

    private bool TryReadValue(MemberNode? node, int depth)
    {
        if ((uint)_position >= (uint)_text.Length)
        {
            return false;
        }

        int start = _position;
        switch (_text[_position])
        {
            case (byte)'"':
                return TryReadString(out bool isEscaped) && Keep(node, isEscaped ? JsonEscapes.Remove(_text[(start + 1)..(_position - 1)])
                    : node is { Slot: >= 0 } ? FieldValue.OfText(_buffer, _offset + start + 1, _position - start - 2) : default);
            case (byte)'{':
                return depth < DeepestNesting && TryReadObject(node, depth + 1);
            case (byte)'[':
                return depth < DeepestNesting && TryReadArray(node, depth + 1);
            case (byte)'t':
                return TryReadLiteral("true"u8) && Keep(node, FieldValue.OfBoolean(true));
            case (byte)'f':
                return TryReadLiteral("false"u8) && Keep(node, FieldValue.OfBoolean(false));
            case (byte)'n':
                return TryReadLiteral("null"u8) && KeepNull(node);
            default:
                return TryReadNumber()
                    && Keep(node, node is { Slot: >= 0 } ? FieldValue.OfJsonNumber(_buffer, _offset + start, _position - start) : default);
        }
    }

    private bool TryReadObject(MemberNode? node, int depth)
    {
        _position++;
        if (SkipBlanks() == '}')
        {
            _position++;
            return true;
        }

        for (int member = 0; ; member++)
        {
            if (depth == 1 && _shape.TryMatch(member, _text[_position..], out int length, out MemberNode? child))
            {
                _position += length;
            }
            else if (!TryReadName(node, depth == 1 ? member : -1, out child))
            {
                return false;
            }

            SkipBlanks();
            if (!TryReadValue(child, depth))
            {
                return false;
            }

            byte next = SkipBlanks();
            _position++;
            if (next != ',')
            {
                return next == '}';
            }
        }
    }

    private bool TryReadName(MemberNode? node, int member, out MemberNode? child)
    {
        child = null;
        bool isString = SkipBlanks() == '"';
        int start = _position;
        if (!isString || !TryReadString(out bool isEscaped))
        {
            return false;
        }

        ReadOnlySpan<byte> name = _text[(start + 1)..(_position - 1)];
        if (node is { HasChildren: true })
        {
            child = node.Find(isEscaped ? JsonEscapes.Remove(name).Bytes : name);
        }

        bool hasColon = SkipBlanks() == ':';
        _position++;
        if (hasColon && member >= 0)
        {
            _shape.Learn(member, _text[start.._position], child);
        }

        return hasColon;
    }

    private bool TryReadArray(MemberNode? node, int depth)
    {
        _position++;
        if (SkipBlanks() == ']')
        {
            _position++;
            return true;
        }

        for (int index = 0; ; index++)
        {
            SkipBlanks();
            if (!TryReadValue(node is { HasChildren: true } ? node.Find(index) : null, depth))
            {
                return false;
            }

            byte next = SkipBlanks();
            _position++;
            if (next != ',')
            {
                return next == ']';
            }
        }
    }

    private bool TryReadString(out bool isEscaped)
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

    private bool TryReadLiteral(ReadOnlySpan<byte> literal)
    {
        bool matches = _text[_position..].StartsWith(literal);
        _position += literal.Length;
        return matches;
    }

    private bool TryReadNumber()
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

    private readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)_position < (uint)_text.Length ? _text[_position] : (byte)0;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte SkipBlanks()
    {
        byte current = Current;
        while (current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
            current = Current;
        }

        return current;
    }

    private bool Keep(MemberNode? node, in FieldValue value)
    {
        if (++_fields <= MostFields && node is { Slot: >= 0 })
        {
            _slots[node.Slot] = value;
        }

        return true;
    }

    private readonly bool KeepNull(MemberNode? node)
    {
        // A null is no field at all: it neither counts nor hides, except an earlier member of the same name.
        if (node is { Slot: >= 0 })
        {
            _slots[node.Slot] = default;
        }

        return true;
    }
}
