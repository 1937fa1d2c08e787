using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The W3C header <c>traceparent</c>, and the form in which the platform takes a parent from a propagator.</summary>
internal static class TraceParent
{
    public const string Name = "traceparent";
    public const string StateName = "tracestate";

    /// <summary>Stands where the platform insists on a parent span although the header named only a trace ("Obs:root" in ASCII).</summary>
    /// <remarks>The platform refuses a parent context without a span id, and without one the trace id would be lost. A segment whose
    /// parent is this id is written without a parent. A stranger who sends it gains nothing but that.</remarks>
    public const ulong NoParent = 0x4F62733A726F6F74;

    private const int Length = 55;

    /// <summary>Reads version, ids and flags. Never throws and takes no memory.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TraceHeader header)
    {
        header = default;
        if (text.Length < Length || text[2] != '-' || text[35] != '-' || text[52] != '-'
            || !TraceHeaderParser.TryReadHex(text[..2], 2, out UInt128 version) || version == 0xFF
            || (text.Length > Length && (version == 0 || text[Length] != '-'))
            || !TraceHeaderParser.TryReadHex(text[3..35], 32, out UInt128 traceId) || traceId == 0
            || !TraceHeaderParser.TryReadHex(text[36..52], 16, out UInt128 spanId) || spanId == 0
            || !TraceHeaderParser.TryReadHex(text[53..55], 2, out UInt128 flags))
        {
            return false;
        }

        header = new TraceHeader(traceId, (ulong)spanId, (flags & 1) == 1 ? IncomingDecision.Sampled : IncomingDecision.None);
        return true;
    }

    /// <summary>The parent of a new activity, in the only form that the platform reads.</summary>
    public static string Format(in TraceHeader header) =>
        string.Create(Length, header, static (text, header) =>
        {
            "00-".CopyTo(text);
            header.TraceId.TryFormat(text[3..], out _, "x32", null);
            text[35] = '-';
            (header.ParentId == 0 ? NoParent : header.ParentId).TryFormat(text[36..], out _, "x16", null);
            (header.Decision == IncomingDecision.Sampled ? "-01" : "-00").CopyTo(text[52..]);
        });

    /// <summary>What an activity sends: its own id with the flag set, for an activity whose own flag is clear.</summary>
    public static string FormatSampled(Activity activity) =>
        string.Create(Length, activity, static (text, activity) =>
        {
            "00-".CopyTo(text);
            activity.TraceId.ToHexString().CopyTo(text[3..]);
            text[35] = '-';
            activity.SpanId.ToHexString().CopyTo(text[36..]);
            "-01".CopyTo(text[52..]);
        });
}
