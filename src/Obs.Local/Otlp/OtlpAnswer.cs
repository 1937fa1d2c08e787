using System.Text;

namespace Obs.Local.Otlp;

/// <summary>Writes the answers of an OTLP receiver.</summary>
internal static class OtlpAnswer
{
    private const int InvalidArgument = 3;

    /// <summary>An <c>ExportTraceServiceResponse</c>; empty when everything was taken.</summary>
    public static byte[] Success(int rejected, string? reason)
    {
        if (rejected == 0)
        {
            return [];
        }

        byte[] partial = NumberAndText((ulong)rejected, reason ?? "");
        return [0x0A, .. Varint((ulong)partial.Length), .. partial];
    }

    /// <summary>A <c>google.rpc.Status</c>.</summary>
    public static byte[] Refusal(string message) => NumberAndText(InvalidArgument, message);

    // Both messages have a number as their first field and a text as their second.
    private static byte[] NumberAndText(ulong number, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return [0x08, .. Varint(number), 0x12, .. Varint((ulong)utf8.Length), .. utf8];
    }

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
