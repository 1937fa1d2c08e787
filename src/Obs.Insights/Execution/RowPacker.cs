using System.Buffers.Binary;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Turns the values of some slots into bytes and back. A kept row is then one array, without references for the collector of
/// garbage to follow, of the size that its values have.</summary>
internal sealed class RowPacker(int[] slots)
{
    private const int KindBytes = 1;
    private const int LengthBytes = sizeof(int);
    private const int NumberBytes = sizeof(long);

    public int SizeOf(FieldValue[] values)
    {
        int size = 0;
        foreach (int slot in slots)
        {
            size += KindBytes + values[slot].Kind switch
            {
                ValueKind.Text or ValueKind.JsonNumber => LengthBytes + values[slot].Bytes.Length,
                ValueKind.Number or ValueKind.Timestamp => NumberBytes,
                _ => 0,
            };
        }

        return size;
    }

    /// <summary>Packs values; what cannot be bytes, because it has a structure, is returned beside them.</summary>
    public List<FieldValue>? Pack(FieldValue[] values, Span<byte> packed)
    {
        List<FieldValue>? structures = null;
        int at = 0;
        foreach (int slot in slots)
        {
            ref readonly FieldValue value = ref values[slot];
            packed[at++] = (byte)value.Kind;
            switch (value.Kind)
            {
                case ValueKind.Text or ValueKind.JsonNumber:
                    BinaryPrimitives.WriteInt32LittleEndian(packed[at..], value.Bytes.Length);
                    value.Bytes.CopyTo(packed[(at + LengthBytes)..]);
                    at += LengthBytes + value.Bytes.Length;
                    break;
                case ValueKind.Number or ValueKind.Timestamp:
                    BinaryPrimitives.WriteInt64LittleEndian(packed[at..], value.Milliseconds);
                    at += NumberBytes;
                    break;
                case ValueKind.Structure:
                    (structures ??= []).Add(value);
                    break;
                default:
                    break;
            }
        }

        return structures;
    }

    /// <summary>Puts the values back into their slots; texts stay in the array.</summary>
    public void Unpack(byte[] packed, List<FieldValue>? structures, FieldValue[] values)
    {
        int at = 0;
        int structure = 0;
        foreach (int slot in slots)
        {
            var kind = (ValueKind)packed[at++];
            switch (kind)
            {
                case ValueKind.Text or ValueKind.JsonNumber:
                    int length = BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at));
                    at += LengthBytes;
                    values[slot] = kind == ValueKind.Text
                        ? FieldValue.OfText(packed, at, length)
                        : FieldValue.OfJsonNumber(packed, at, length);
                    at += length;
                    break;
                case ValueKind.Number or ValueKind.Timestamp:
                    long bits = BinaryPrimitives.ReadInt64LittleEndian(packed.AsSpan(at));
                    values[slot] = kind == ValueKind.Number
                        ? FieldValue.OfNumber(BitConverter.Int64BitsToDouble(bits))
                        : FieldValue.OfTimestamp(bits);
                    at += NumberBytes;
                    break;
                case ValueKind.Structure:
                    values[slot] = structures![structure++];
                    break;
                default:
                    values[slot] = default;
                    break;
            }
        }
    }
}
