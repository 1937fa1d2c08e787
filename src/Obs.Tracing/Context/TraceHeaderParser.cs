using System.Globalization;

namespace Obs.Tracing;

/// <summary>Reads <c>X-Amzn-Trace-Id</c> in one pass over its fields.</summary>
internal static class TraceHeaderParser
{
    // A header that AWS writes has at most 300 characters or so (Lineage included). Servers let 20 KiB and more through.
    private const int MaxLength = 1_024;
    private const int RootLength = 35;

    public static bool TryParse(ReadOnlySpan<char> text, out TraceHeader header) => TryParse(text, source: null, out header);

    /// <summary>The same for a text that can be kept, for the fields in it that are not read here.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, string? source, out TraceHeader header)
    {
        UInt128 traceId = 0;
        ulong parentId = 0;
        IncomingDecision decision = IncomingDecision.None;
        bool rootSeen = false, parentSeen = false, sampledSeen = false, hasOthers = false;

        for (ReadOnlySpan<char> rest = Readable(text); !rest.IsEmpty;)
        {
            ReadOnlySpan<char> value = NextField(ref rest, out ReadOnlySpan<char> key);
            if (!rootSeen && Is(key, "Root"))
            {
                rootSeen = true;
                traceId = ReadRoot(value);
            }
            else if (!parentSeen && Is(key, "Parent"))
            {
                parentSeen = true;
                parentId = TryReadHex(value, 16, out UInt128 id) ? (ulong)id : 0;
            }
            else if (!sampledSeen && Is(key, "Sampled"))
            {
                sampledSeen = true;
                decision = ReadDecision(value);
            }
            else
            {
                hasOthers |= OtherFields.Has(key);
            }
        }

        header = traceId == 0 ? default : new TraceHeader(traceId, parentId, decision, hasOthers ? source : null);
        return traceId != 0;
    }

    internal static bool TryReadHex(ReadOnlySpan<char> text, int digits, out UInt128 value)
    {
        value = 0;
        return text.Length == digits
            && text.IndexOfAnyExcept(HexDigits) < 0
            && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    // A field that the limit cuts in two is no field: half an id would be another id.
    internal static ReadOnlySpan<char> Readable(ReadOnlySpan<char> text) =>
        text.Length <= MaxLength ? text : text[..Math.Max(0, text[..(MaxLength + 1)].LastIndexOf(';'))];

    internal static ReadOnlySpan<char> NextField(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> key)
    {
        int end = rest.IndexOf(';');
        ReadOnlySpan<char> field = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        int equals = field.IndexOf('=');
        key = equals < 0 ? default : field[..equals].Trim();
        return equals < 0 ? default : field[(equals + 1)..].Trim();
    }

    private static bool Is(ReadOnlySpan<char> key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);

    // 1-5759e988-bd862e3fe1be46a994272793
    private static UInt128 ReadRoot(ReadOnlySpan<char> value) =>
        value.Length == RootLength && value[0] == '1' && value[1] == '-' && value[10] == '-'
        && TryReadHex(value[2..10], 8, out UInt128 epoch) && TryReadHex(value[11..], 24, out UInt128 rest)
            ? (epoch << 96) | rest
            : 0;

    private static IncomingDecision ReadDecision(ReadOnlySpan<char> value) => value switch
    {
        "1" => IncomingDecision.Sampled,
        "0" => IncomingDecision.NotSampled,
        "?" => IncomingDecision.Requested,
        _ => IncomingDecision.None,
    };
}
