namespace Obs.Tracing;

/// <summary>Why a document was lost before it reached the queue; the words stand in the account of <c>traces</c>.</summary>
internal static class LossReasons
{
    /// <summary>Too large for X-Ray even after everything that can be cut was cut.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A subsegment that had not ended when its place was needed.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>A mistake of ours; the event source has the details.</summary>
    public const string Internal = "internal";
}
