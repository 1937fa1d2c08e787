using System.Diagnostics;

namespace Obs.Logging.Formatting;

/// <summary>Writes the ids that lead from an entry to its trace, in the W3C form and in X-Ray's.</summary>
internal static class TraceIds
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    // 1-, the seconds as 8 digits, -, and the other 24.
    private const int EpochDigits = 8;

    public static void Write(EntryJson json, Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C })
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[TraceIdBytes];
        Span<byte> hex = stackalloc byte[TraceIdBytes * 2];
        activity.TraceId.CopyTo(bytes);
        Convert.TryToHexStringLower(bytes, hex, out _);
        json.Raw(Fields.TraceId);
        json.Raw("\""u8);
        json.Raw(hex);
        json.Raw("\""u8);

        json.Raw(Fields.XRayTraceId);
        json.Raw("\"1-"u8);
        json.Raw(hex[..EpochDigits]);
        json.Raw("-"u8);
        json.Raw(hex[EpochDigits..]);
        json.Raw("\""u8);

        activity.SpanId.CopyTo(bytes[..SpanIdBytes]);
        Convert.TryToHexStringLower(bytes[..SpanIdBytes], hex, out int digits);
        json.Raw(Fields.SpanId);
        json.Raw("\""u8);
        json.Raw(hex[..digits]);
        json.Raw("\""u8);
    }
}
