using System.Diagnostics;

namespace Obs.Metrics;

/// <summary>Writes a trace id in both of its forms without an allocation: an answer holds hundreds.</summary>
internal static class TraceIdText
{
    public const int Length = 32;
    public const int XRayLength = 35;

    private const int EpochLength = 8;

    /// <param name="id">The trace id.</param>
    /// <param name="hex">Takes the 32 digits.</param>
    /// <param name="xray">Takes the same as <c>1-epoch-rest</c>.</param>
    public static void Write(ActivityTraceId id, Span<byte> hex, Span<byte> xray)
    {
        Span<byte> bytes = stackalloc byte[Length / 2];
        id.CopyTo(bytes);
        Convert.TryToHexStringLower(bytes, hex, out _);
        "1-"u8.CopyTo(xray);
        hex[..EpochLength].CopyTo(xray[2..]);
        xray[2 + EpochLength] = (byte)'-';
        hex[EpochLength..].CopyTo(xray[(3 + EpochLength)..]);
    }
}
