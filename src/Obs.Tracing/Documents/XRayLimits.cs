namespace Obs.Tracing;

/// <summary>What X-Ray accepts. See
/// <see href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html"/>.</summary>
internal static class XRayLimits
{
    /// <summary>"64 kB", read as the smaller of its two meanings. A datagram takes 65,507 bytes, its first line included.</summary>
    public const int DocumentBytes = 64_000;

    public const int Id = 16;
    public const int Name = 200;
    public const int String = 250;
    public const int AnnotationKey = 500;
    public const int AnnotationValue = 1_000;
    public const int Annotations = 50;
    public const int LogGroup = 512; // What CloudWatch Logs allows.

    // Not X-Ray's, but ours: whatever a document has room for, and never work without end.
    public const int MetadataDepth = 10;
    public const int MetadataItems = 1_000;
    public const int Exceptions = 32;
    public const int SkippedExceptions = 1_000;
    public const int Frames = 50;
    public const int Links = 100;
    public const int LinkAttributes = 10;
    public const int Precursors = 100;
    public const int AwsFields = 32;
    public const int AwsItems = 100; // The tables that one batch may name.

    /// <summary>Subsegments nested deeper than this become documents of their own: each level is two of JSON, and readers stop at
    /// 64.</summary>
    public const int Depth = 24;
}
