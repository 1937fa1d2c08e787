using System.Diagnostics;
using System.Text.Json;

namespace Obs.Logging.Formatting;

/// <summary>Writes the ids that lead from an entry to its trace, in the W3C form and in X-Ray's.</summary>
internal static class TraceIds
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    // 1-, the seconds as 8 digits, -, and the other 24.
    private const int EpochDigits = 8;

    public static void Write(Utf8JsonWriter writer, Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C })
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[TraceIdBytes];
        Span<char> hex = stackalloc char[TraceIdBytes * 2];
        activity.TraceId.CopyTo(bytes);
        Convert.TryToHexStringLower(bytes, hex, out _);
        writer.WriteString(Fields.TraceId, hex);

        Span<char> xray = stackalloc char[2 + EpochDigits + 1 + (hex.Length - EpochDigits)];
        "1-".CopyTo(xray);
        hex[..EpochDigits].CopyTo(xray[2..]);
        xray[2 + EpochDigits] = '-';
        hex[EpochDigits..].CopyTo(xray[(3 + EpochDigits)..]);
        writer.WriteString(Fields.XRayTraceId, xray);

        activity.SpanId.CopyTo(bytes[..SpanIdBytes]);
        Convert.TryToHexStringLower(bytes[..SpanIdBytes], hex, out int digits);
        writer.WriteString(Fields.SpanId, hex[..digits]);
    }
}
