using System.Buffers;
using System.Text.Json;
using Obs.Logging.Formatting;

namespace Obs.Logging.Buffering;

/// <summary>Makes of an entry that is larger than a record may be several that are not.</summary>
/// <remarks>
/// Each is an entry of its own, with the members that say when, where and in which trace it was logged, and then as many of the others as
/// there is room for. A value that is larger than a part is cut where a character ends, and goes on under its name in the next: the parts
/// of a text, one behind the other, are the text. What is no text goes on as the text of its JSON.
/// </remarks>
internal sealed class EntryParts
{
    // The numbers of the part and of all parts at their longest, and the key.
    private const int MarkBytes = 96;

    // Of a part, what says where it belongs may take so much.
    private const int HeadShare = 4;

    private static readonly string[] InEachPart =
    [
        "timestamp", "level", "logger", "eventId", "traceId", "xrayTraceId", "spanId", "requestId", "service", "environment", "version",
    ];

    private readonly ArrayBufferWriter<byte> _head = new();
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly List<byte[]> _bodies = [];
    private readonly int _maxBytes;

    private EntryParts(int maxBytes) => _maxBytes = maxBytes;

    private int Room => _maxBytes - _head.WrittenCount - MarkBytes;

    private int Left => Room - _body.WrittenCount;

    /// <summary>The parts in order, none longer than so many bytes; null for what is no entry of ours, or has no room for any.</summary>
    public static IReadOnlyList<byte[]>? Of(ReadOnlySpan<byte> entry, int maxBytes, string key)
    {
        var parts = new EntryParts(maxBytes);
        try
        {
            return TryRead(entry, parts.AddToHead) && parts._head.WrittenCount > 0 && TryRead(entry, parts.TryAddToBody)
                ? parts.Write(key)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How many bytes of a JSON string's inside end with a character, no more than so many.</summary>
    internal static int Fitting(ReadOnlySpan<byte> text, int maxBytes)
    {
        int fitting = 0;
        while (fitting < text.Length && fitting + CharacterBytes(text[fitting..]) is var next && next <= maxBytes)
        {
            fitting = next;
        }

        return fitting;
    }

    private static int CharacterBytes(ReadOnlySpan<byte> text)
    {
        const int UnicodeEscape = 6;
        int bytes = text[0] switch
        {
            (byte)'\\' when text.StartsWith("\\u"u8) => IsHalfOfPair(text) ? 2 * UnicodeEscape : UnicodeEscape,
            (byte)'\\' => 2,
            < 0x80 => 1,
            < 0xE0 => 2,
            < 0xF0 => 3,
            _ => 4,
        };
        return Math.Min(bytes, text.Length);
    }

    // \uD83D\uDE00: two escapes, one character.
    private static bool IsHalfOfPair(ReadOnlySpan<byte> text) =>
        text.Length >= 8 && text[2] is (byte)'d' or (byte)'D' && "89abAB"u8.Contains(text[3]) && text[6..].StartsWith("\\u"u8);

    private static byte[] Escaped(ReadOnlySpan<byte> json)
    {
        var text = new ArrayBufferWriter<byte>(json.Length + (json.Length / 8));
        foreach (byte one in json)
        {
            if (one is (byte)'"' or (byte)'\\')
            {
                text.Write("\\"u8);
            }

            text.Write([one]);
        }

        return text.WrittenSpan.ToArray();
    }

    private static bool TryRead(ReadOnlySpan<byte> entry, MemberReader read)
    {
        var reader = new Utf8JsonReader(entry);
        bool isRead = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
        while (isRead && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isInEachPart = IsInEachPart(ref reader);
            int name = (int)reader.TokenStartIndex;
            reader.Read();
            int value = (int)reader.TokenStartIndex;
            bool isText = reader.TokenType == JsonTokenType.String;
            reader.Skip();
            isRead = read(entry[name..value], entry[value..(int)reader.BytesConsumed], isText, isInEachPart);
        }

        return isRead;
    }

    private static bool IsInEachPart(ref Utf8JsonReader name)
    {
        foreach (string one in InEachPart)
        {
            if (name.ValueTextEquals(one))
            {
                return true;
            }
        }

        return false;
    }

    private bool AddToHead(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isText, bool isInEachPart)
    {
        if (isInEachPart && IsOfHead(name, value))
        {
            _head.Write(_head.WrittenCount == 0 ? "{"u8 : ","u8);
            _head.Write(name);
            _head.Write(value);
        }

        return true;
    }

    private bool IsOfHead(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        name.Length + value.Length <= _maxBytes / HeadShare / InEachPart.Length;

    private bool TryAddToBody(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isText, bool isInEachPart)
    {
        if (isInEachPart && IsOfHead(name, value))
        {
            return true;
        }

        int needed = 1 + name.Length + value.Length;
        if (needed > Room)
        {
            return TryAddPieces(name, isText ? value[1..^1] : Escaped(value));
        }

        if (needed > Left)
        {
            EndPart();
        }

        _body.Write(","u8);
        _body.Write(name);
        _body.Write(value);
        return true;
    }

    private bool TryAddPieces(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            int fitting = Fitting(text, Left - name.Length - ",\"\""u8.Length);
            if (fitting == 0 && _body.WrittenCount == 0)
            {
                return false;
            }

            if (fitting > 0)
            {
                _body.Write(","u8);
                _body.Write(name);
                _body.Write("\""u8);
                _body.Write(text[..fitting]);
                _body.Write("\""u8);
                text = text[fitting..];
            }

            if (text.Length > 0)
            {
                EndPart();
            }
        }

        return true;
    }

    private void EndPart()
    {
        _bodies.Add(_body.WrittenSpan.ToArray());
        _body.ResetWrittenCount();
    }

    private List<byte[]> Write(string key)
    {
        EndPart();
        return
        [
            .. _bodies.Select((body, index) =>
            {
                byte[] mark = System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant(
                    $",\"{Fields.Part}\":{index + 1},\"{Fields.Parts}\":{_bodies.Count},\"{Fields.PartKey}\":\"{key}\"}}"));
                return (byte[])[.. _head.WrittenSpan, .. body, .. mark];
            }),
        ];
    }

    private delegate bool MemberReader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isText, bool isInEachPart);
}
