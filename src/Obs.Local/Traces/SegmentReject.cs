namespace Obs.Local.Traces;

/// <summary>Why a segment document was refused: the reason it is counted under, X-Ray's code for it, and words for a person.</summary>
internal sealed record SegmentReject(string Reason, string Code, string Detail)
{
    public string? Id { get; init; }

    public string? TraceId { get; init; }

    public static SegmentReject NotJson(string detail) => new("bad json", "InvalidDocument", detail);

    public static SegmentReject TooDeep() =>
        new("too deep", "InvalidDocument", $"nested deeper than {SegmentParser.MaxDepth} levels");

    public static SegmentReject Missing(string member, string code) => new("missing " + member, code, $"the document has no {member}");

    public static SegmentReject Bad(string member, string code, string? found) =>
        new("bad " + member, code, $"{member} is {(found is null ? "not of its type" : $"\"{found}\"")}");
}
