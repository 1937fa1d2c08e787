namespace Obs.Tracing;

/// <summary>How much of a segment is written. A document that is too large is written again with less, and says so.</summary>
internal sealed class DocumentDetail
{
    /// <summary>From everything to what fits whatever the application has put in.</summary>
    public static readonly DocumentDetail[] Levels =
    [
        new() { Metadata = XRayLimits.DocumentBytes, Text = XRayLimits.DocumentBytes, Frames = XRayLimits.Frames },
        new() { Metadata = 8_192, Text = 8_192, Frames = XRayLimits.Frames, IsCut = true },
        new() { Metadata = 1_024, Text = 2_048, Frames = 20, Exceptions = 10, IsCut = true },
        new() { Metadata = 256, Text = 1_024, Frames = 20, Exceptions = 10, IsCut = true },
        new() { Metadata = 0, Annotation = 20, Text = 256, Frames = 5, Exceptions = 1, Links = 10, LinkAttributes = 1, IsCut = true },
        new()
        {
            Metadata = 0, Annotation = 20, Annotations = 10, Text = 64, Frames = 0, Exceptions = 1, Links = 1, LinkAttributes = 0,
            Items = 1, IsCut = true,
        },
    ];

    public static DocumentDetail Full => Levels[0];

    /// <summary>Characters of a value in metadata; 0 for no metadata.</summary>
    public required int Metadata { get; init; }

    /// <summary>Characters of a URL, a message or the text of a query.</summary>
    public required int Text { get; init; }

    public required int Frames { get; init; }

    public int Annotation { get; init; } = XRayLimits.AnnotationValue;

    public int Annotations { get; init; } = XRayLimits.Annotations;

    /// <summary>Items of a list in the <c>aws</c> block.</summary>
    public int Items { get; init; } = XRayLimits.AwsItems;

    public int Exceptions { get; init; } = XRayLimits.Exceptions;

    public int Links { get; init; } = XRayLimits.Links;

    public int LinkAttributes { get; init; } = XRayLimits.LinkAttributes;

    public bool IsCut { get; init; }
}
