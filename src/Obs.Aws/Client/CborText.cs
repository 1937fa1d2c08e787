using System.Buffers.Binary;
using System.Text;

namespace Obs.Aws.Client;

/// <summary>Finds a text in a map of CBOR, as Smithy's RPC protocol writes errors.</summary>
internal static class CborText
{
    // RFC 8949: the three upper bits of the first byte are the type, of which 3 is text; the others are its length, or say how many bytes
    // after it are.
    private const int Text = 3;
    private const int LengthInByte = 24;
    private const int LengthInTwoBytes = 25;

    /// <summary>The text that stands behind a key of fewer than 24 characters; null if there is none. Never throws.</summary>
    public static string? After(ReadOnlySpan<byte> map, ReadOnlySpan<byte> key)
    {
        Span<byte> encodedKey = stackalloc byte[LengthInByte];
        encodedKey[0] = (byte)((Text << 5) | key.Length);
        key.CopyTo(encodedKey[1..]);
        encodedKey = encodedKey[..(key.Length + 1)];
        int at = map.IndexOf(encodedKey);
        return at < 0 ? null : Read(map[(at + encodedKey.Length)..]);
    }

    private static string? Read(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] >> 5 != Text)
        {
            return null;
        }

        (int start, int length) = (value[0] & 0x1F, value.Length) switch
        {
            ( < LengthInByte and int few, _) => (1, few),
            (LengthInByte, >= 2) => (2, value[1]),
            (LengthInTwoBytes, >= 3) => (3, BinaryPrimitives.ReadUInt16BigEndian(value[1..])),
            _ => (0, int.MaxValue),
        };
        return length <= value.Length - start ? Encoding.UTF8.GetString(value.Slice(start, length)) : null;
    }
}
