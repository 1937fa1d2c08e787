using System.Buffers.Binary;
using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The platform's ids, which are strings inside, as numbers that compare and hash without one.</summary>
internal static class ActivityIds
{
    public static UInt128 ToNumber(this ActivityTraceId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static ulong ToNumber(this ActivitySpanId id)
    {
        Span<byte> bytes = stackalloc byte[8];
        id.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
