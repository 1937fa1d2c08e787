using Obs.Insights.Values;

namespace Obs.Insights.Scanning;

/// <summary>Reads one event's JSON from front to back and keeps the wanted members as slices of it. Everything else is only
/// checked.</summary>
/// <remarks>
/// Written out instead of using <see cref="System.Text.Json.Utf8JsonReader"/> because most of a line is skipped, and skipping is where the
/// time goes. A test holds that both accept and refuse the same texts.
/// </remarks>
internal ref struct MemberScanner
{
    private const int MostFields = 200;   // The service discovers no more; what lies behind is for the parse command.
    private const int DeepestNesting = 64; // As the platform's reader.
    private const int MostAttempts = 8;   // Places in a text line at which a JSON fragment is looked for.

    private readonly byte[] _buffer;
    private readonly FieldValue[] _slots;
    private readonly MemberShape _shape;
    private readonly int _offset;
    private JsonCursor _json;
    private int _fields;

    private MemberScanner(byte[] buffer, int offset, ReadOnlySpan<byte> text, FieldValue[] slots, MemberShape shape)
    {
        _buffer = buffer;
        _offset = offset;
        _json = new JsonCursor(text);
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
            if (scanner._json.SkipBlanks() == 0)
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
        _json.Position = start;
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
        if ((uint)_json.Position >= (uint)_json.Text.Length)
        {
            return false;
        }

        int start = _json.Position;
        switch (_json.Text[_json.Position])
        {
            case (byte)'"':
                return _json.TryReadString(out bool isEscaped) && Keep(node, node is { Slot: >= 0 } ? TextFrom(start, isEscaped) : default);
            case (byte)'{':
                return depth < DeepestNesting && TryReadObject(node, depth + 1);
            case (byte)'[':
                return depth < DeepestNesting && TryReadArray(node, depth + 1);
            case (byte)'t':
                return _json.TryReadLiteral("true"u8) && Keep(node, FieldValue.OfBoolean(true));
            case (byte)'f':
                return _json.TryReadLiteral("false"u8) && Keep(node, FieldValue.OfBoolean(false));
            case (byte)'n':
                return _json.TryReadLiteral("null"u8) && KeepNull(node);
            default:
                return _json.TryReadNumber() && Keep(node, node is { Slot: >= 0 } ? NumberFrom(start) : default);
        }
    }

    // From the opening quote to the closing one, which has just been read.
    private readonly FieldValue TextFrom(int start, bool isEscaped) => isEscaped
        ? JsonEscapes.Remove(_json.Text[(start + 1)..(_json.Position - 1)])
        : FieldValue.OfText(_buffer, _offset + start + 1, _json.Position - start - 2);

    private readonly FieldValue NumberFrom(int start) => FieldValue.OfJsonNumber(_buffer, _offset + start, _json.Position - start);

    private bool TryReadObject(MemberNode? node, int depth)
    {
        _json.Position++;
        if (_json.SkipBlanks() == '}')
        {
            _json.Position++;
            return true;
        }

        for (int member = 0; ; member++)
        {
            if (depth == 1 && _shape.TryMatch(member, _json.Text[_json.Position..], out int length, out MemberNode? child))
            {
                _json.Position += length;
            }
            else if (!TryReadName(node, depth == 1 ? member : -1, out child))
            {
                return false;
            }

            _json.SkipBlanks();
            if (!TryReadValue(child, depth))
            {
                return false;
            }

            byte next = _json.SkipBlanks();
            _json.Position++;
            if (next != ',')
            {
                return next == '}';
            }
        }
    }

    private bool TryReadName(MemberNode? node, int member, out MemberNode? child)
    {
        child = null;
        bool isString = _json.SkipBlanks() == '"';
        int start = _json.Position;
        if (!isString || !_json.TryReadString(out bool isEscaped))
        {
            return false;
        }

        ReadOnlySpan<byte> name = _json.Text[(start + 1)..(_json.Position - 1)];
        if (node is { HasChildren: true })
        {
            child = node.Find(isEscaped ? JsonEscapes.Remove(name).Bytes : name);
        }

        bool hasColon = _json.SkipBlanks() == ':';
        _json.Position++;
        if (hasColon && member >= 0)
        {
            _shape.Learn(member, _json.Text[start.._json.Position], child);
        }

        return hasColon;
    }

    private bool TryReadArray(MemberNode? node, int depth)
    {
        _json.Position++;
        if (_json.SkipBlanks() == ']')
        {
            _json.Position++;
            return true;
        }

        for (int index = 0; ; index++)
        {
            _json.SkipBlanks();
            if (!TryReadValue(node is { HasChildren: true } ? node.Find(index) : null, depth))
            {
                return false;
            }

            byte next = _json.SkipBlanks();
            _json.Position++;
            if (next != ',')
            {
                return next == ']';
            }
        }
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
