namespace Obs.Tracing;

/// <summary>What a segment's metadata says without the application's doing; the default says nothing.</summary>
internal readonly record struct SegmentFacts(string? Route, string? Environment)
{
    public const string OwnNamespace = "obs";
    public const string HttpNamespace = "http";
    public const string ServiceNamespace = "service";

    public bool HasAny => Route is not null || Environment is not null;

    /// <summary>Whether a namespace is written for our sake anyway.</summary>
    public bool Fills(ReadOnlySpan<char> space, bool isCut) =>
        (isCut && space.SequenceEqual(OwnNamespace))
        || (Route is not null && space.SequenceEqual(HttpNamespace))
        || (Environment is not null && space.SequenceEqual(ServiceNamespace));
}
