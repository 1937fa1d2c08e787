using System.Buffers;

namespace Obs.Local.Traces;

/// <summary>Trace ids in X-Ray's form, <c>1-8 hex-24 hex</c>, and in W3C's, 32 hex.</summary>
internal static class TraceId
{
    public const int XRayLength = 35;
    public const int W3CLength = 32;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The X-Ray form in lower case of either form; false for anything else.</summary>
    public static bool TryNormalize(string? text, out string traceId)
    {
        traceId = "";
        if (text is { Length: W3CLength } && IsHex(text))
        {
            traceId = $"1-{text.AsSpan(0, 8)}-{text.AsSpan(8)}".ToLowerInvariant();
            return true;
        }

        if (text is { Length: XRayLength } && text.StartsWith("1-", StringComparison.Ordinal) && text[10] == '-'
            && IsHex(text.AsSpan(2, 8)) && IsHex(text.AsSpan(11)))
        {
            traceId = text.ToLowerInvariant();
            return true;
        }

        return false;
    }

    public static string ToW3C(string traceId) => string.Concat(traceId.AsSpan(2, 8), traceId.AsSpan(11));

    public static bool IsEntityId(string text) => text.Length == 16 && IsHex(text);

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}
