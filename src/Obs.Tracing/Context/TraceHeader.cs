using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The trace header <c>X-Amzn-Trace-Id</c>: trace id, parent id and sampling decision, as numbers.</summary>
/// <remarks>
/// Reading takes no memory and never throws, whatever a stranger sends. Ids that go on to others were validated; of the fields that mean
/// nothing here, short ones of harmless characters go on where <see cref="CarryOn"/> says so.
/// See <see href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader"/>.
/// </remarks>
public readonly struct TraceHeader
{
    /// <summary>The name of the header.</summary>
    public const string Name = "X-Amzn-Trace-Id";

    private const string RootPrefix = "Root=1-";
    private const string ParentPrefix = ";Parent=";
    private const string SampledPrefix = ";Sampled=";
    private const int EpochDigits = 8;
    private const int TraceIdDigits = 32;
    private const int SpanIdDigits = 16;

    // The text that has fields which are not read here; null where there are none.
    private readonly string? _source;

    internal TraceHeader(UInt128 traceId, ulong parentId, IncomingDecision decision, string? source = null)
    {
        TraceId = traceId;
        ParentId = parentId;
        Decision = decision;
        _source = source;
    }

    /// <summary>The trace id; zero only in a default value.</summary>
    public UInt128 TraceId { get; }

    /// <summary>The segment or subsegment that sent the header; zero when the header named none, as a load balancer's does.</summary>
    public ulong ParentId { get; }

    /// <summary>What the header says about sampling.</summary>
    public IncomingDecision Decision { get; }

    /// <summary>Reads a header. Never throws and takes no memory; no more than the first 1,024 characters are looked at.</summary>
    /// <param name="text">The header's value: keys in any order and case, the first of a repeated key wins, unknown keys are passed
    /// over.</param>
    /// <param name="header">The header, or the default when it names no valid trace id.</param>
    /// <returns>Whether <paramref name="text"/> names a valid trace id.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TraceHeader header) => TraceHeaderParser.TryParse(text, out header);

    /// <summary>Reads a header and remembers the fields in it that mean nothing here, for <see cref="CarryOn"/>. Never throws and takes no
    /// memory.</summary>
    /// <param name="text">The header's value, or null.</param>
    /// <param name="header">The header, or the default when it names no valid trace id.</param>
    /// <returns>Whether <paramref name="text"/> names a valid trace id.</returns>
    public static bool TryParse(string? text, out TraceHeader header) => TraceHeaderParser.TryParse(text, text, out header);

    /// <summary>Reads the W3C header <c>traceparent</c>. Never throws and takes no memory.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="header">What it says, or the default. A cleared sampled flag is <see cref="IncomingDecision.None"/>, not a refusal:
    /// every .NET client that nobody listens to sends one.</param>
    /// <returns>Whether <paramref name="text"/> is a valid <c>traceparent</c>.</returns>
    public static bool TryParseW3C(ReadOnlySpan<char> text, out TraceHeader header) => TraceParent.TryParse(text, out header);

    /// <summary>Writes the header of an outgoing call: <c>Root=1-…;Parent=…;Sampled=1</c>. One string.</summary>
    /// <param name="activity">The activity that makes the call; its id becomes the parent of what is called.</param>
    /// <param name="sampled">Whether its trace is recorded.</param>
    /// <returns>The header, or an empty string when the activity has no W3C ids.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activity"/> is null.</exception>
    public static string Format(Activity activity, bool sampled)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return Format(activity, sampled ? "1" : "0");
    }

    /// <summary>Writes the header of an outgoing call about which nobody has decided: whoever is called decides.</summary>
    internal static string FormatUndecided(Activity activity) => Format(activity, "");

    /// <summary>Has the calls of an activity, and of what is begun inside it, carry on the fields that mean nothing here, such as
    /// <c>Lineage</c>: up to 256 characters of them. Takes memory only where there are any.</summary>
    /// <param name="activity">The activity of the work that the header came with.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activity"/> is null.</exception>
    public void CarryOn(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (_source is not null)
        {
            OtherFields.Keep(activity, _source);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string trace = TraceId.ToString("x32", null);
        string text = $"{RootPrefix}{trace.AsSpan(0, EpochDigits)}-{trace.AsSpan(EpochDigits)}";
        text += ParentId == 0 ? "" : $"{ParentPrefix}{ParentId:x16}";
        return Decision switch
        {
            IncomingDecision.Sampled => text + SampledPrefix + "1",
            IncomingDecision.NotSampled => text + SampledPrefix + "0",
            IncomingDecision.Requested => text + SampledPrefix + "?",
            _ => text,
        };
    }

    private static string Format(Activity activity, string decision)
    {
        if (activity.IdFormat != ActivityIdFormat.W3C)
        {
            return "";
        }

        int length = RootPrefix.Length + TraceIdDigits + 1 + ParentPrefix.Length + SpanIdDigits
            + (decision.Length > 0 ? SampledPrefix.Length + decision.Length : 0);
        return string.Create(length, (activity, decision), static (text, state) =>
        {
            Append(ref text, RootPrefix);
            ReadOnlySpan<char> trace = state.activity.TraceId.ToHexString();
            Append(ref text, trace[..EpochDigits]);
            Append(ref text, "-");
            Append(ref text, trace[EpochDigits..]);
            Append(ref text, ParentPrefix);
            Append(ref text, state.activity.SpanId.ToHexString());
            if (state.decision.Length > 0)
            {
                Append(ref text, SampledPrefix);
                Append(ref text, state.decision);
            }
        });
    }

    private static void Append(ref Span<char> text, ReadOnlySpan<char> part)
    {
        part.CopyTo(text);
        text = text[part.Length..];
    }
}
