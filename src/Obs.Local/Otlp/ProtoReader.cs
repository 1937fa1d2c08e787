using System.Buffers.Binary;
using System.Text;

namespace Obs.Local.Otlp;

/// <summary>Reads the fields of one protocol buffer message, in the order they stand.</summary>
/// <remarks><see href="https://protobuf.dev/programming-guides/encoding/"/></remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Length = 2;
    private const int Fixed32 = 5;
    private const int MaxVarint = 10;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = message;
    private ReadOnlySpan<byte> _bytes;
    private int _type;

    /// <summary>The number of the field the reader stands on.</summary>
    public int Field { get; private set; }

    /// <summary>The field's value as a number, as it stands on the wire.</summary>
    public ulong Number { get; private set; }

    /// <summary>The field's value, where it is a message or bytes.</summary>
    /// <exception cref="OtlpFormatException">It is a number.</exception>
    public readonly ReadOnlySpan<byte> Bytes =>
        _type == Length ? _bytes : throw new OtlpFormatException($"Field {Field} is a number where a message or a text belongs.");

    /// <summary>The field's value, where it is a text.</summary>
    /// <exception cref="OtlpFormatException">It is none, or not UTF-8.</exception>
    public readonly string Text
    {
        get
        {
            try
            {
                return Utf8.GetString(Bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new OtlpFormatException($"Field {Field} is not UTF-8.");
            }
        }
    }

    /// <summary>Moves to the next field.</summary>
    /// <exception cref="OtlpFormatException">The message breaks off or has a field of no known kind.</exception>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = ReadVarint();
        if (tag >> 3 is 0 or > int.MaxValue)
        {
            throw new OtlpFormatException("A field has no valid number.");
        }

        Field = (int)(tag >> 3);
        _type = (int)(tag & 7);
        _bytes = default;
        Number = 0;
        switch (_type)
        {
            case Varint: Number = ReadVarint(); break;
            case Fixed64: Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))); break;
            case Fixed32: Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))); break;
            case Length: _bytes = Take(ReadVarint()); break;
            default: throw new OtlpFormatException($"Field {Field} is of no known wire type ({_type}).");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw new OtlpFormatException($"The message breaks off in field {Field}.");
        }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarint && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw new OtlpFormatException("The message breaks off in a number.");
    }
}
