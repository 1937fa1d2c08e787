namespace Obs.Tracing;

/// <summary>How much of a segment is written. A document that is too large is written again with less, and says so.</summary>
internal sealed class DocumentDetail
{
    /// <summary>From everything to what fits whatever the application has put in.</summary>
    public static readonly DocumentDetail[] Levels =
    [
        new() { Metadata = XRayLimits.MetadataString, Text = XRayLimits.Url, Sql = XRayLimits.Sql, Frames = XRayLimits.Frames },
        new() { Metadata = 256, Text = XRayLimits.Url, Sql = 1_024, Frames = 20, IsCut = true },
        new() { Metadata = 0, Annotation = 20, Text = 256, Sql = 256, Frames = 5, Exceptions = 1, Links = 10, IsCut = true },
    ];

    public static DocumentDetail Full => Levels[0];

    /// <summary>Characters of a value in metadata; 0 for no metadata.</summary>
    public required int Metadata { get; init; }

    public required int Text { get; init; }

    public required int Sql { get; init; }

    public required int Frames { get; init; }

    public int Annotation { get; init; } = XRayLimits.AnnotationValue;

    public int Exceptions { get; init; } = XRayLimits.Exceptions;

    public int Links { get; init; } = XRayLimits.Links;

    public bool IsCut { get; init; }
}
