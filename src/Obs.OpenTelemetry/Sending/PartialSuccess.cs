namespace Obs.OpenTelemetry.Sending;

/// <summary>Finds <c>partial_success.rejected_spans</c> in an <c>ExportTraceServiceResponse</c>.</summary>
internal static class PartialSuccess
{
    private const int Varint = 0;
    private const int Bytes = 2;

    /// <summary>The number, or 0 when there is none or the message is not one. Never throws.</summary>
    public static long ReadRejected(ReadOnlySpan<byte> response)
    {
        while (TryReadField(ref response, out int field, out _, out ReadOnlySpan<byte> content))
        {
            if (field == 1 && !content.IsEmpty)
            {
                return ReadNumber(content);
            }
        }

        return 0;
    }

    private static long ReadNumber(ReadOnlySpan<byte> partialSuccess)
    {
        while (TryReadField(ref partialSuccess, out int field, out ulong number, out ReadOnlySpan<byte> content))
        {
            if (field == 1 && content.IsEmpty)
            {
                return (long)number;
            }
        }

        return 0;
    }

    // Neither message has fields of a fixed width; one that turns up ends the reading.
    private static bool TryReadField(ref ReadOnlySpan<byte> rest, out int field, out ulong number, out ReadOnlySpan<byte> content)
    {
        field = 0;
        number = 0;
        content = default;
        if (!TryReadVarint(ref rest, out ulong tag) || !TryReadVarint(ref rest, out number))
        {
            return false;
        }

        field = (int)(tag >> 3);
        int type = (int)(tag & 7);
        if (type == Bytes && number <= (ulong)rest.Length)
        {
            content = rest[..(int)number];
            rest = rest[(int)number..];
            return true;
        }

        return type == Varint;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (int i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
