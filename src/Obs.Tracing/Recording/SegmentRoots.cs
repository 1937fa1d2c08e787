using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Which activities are segments, sampled or not: everything below them is a part of one.</summary>
internal sealed class SegmentRoots(TracingSettings settings)
{
    private const string ServerSource = "Microsoft.AspNetCore";

    /// <summary>Whether somebody of ours begins the segments of a source: several hosts in one process hear of its activities, and each
    /// belongs to one.</summary>
    public static bool AreBegunFor(ActivitySource source) => source.Name is ServerSource or Tracer.SegmentSourceName;

    /// <summary>How much of an activity a source is asked for whose parent is known by a text alone.</summary>
    public static ActivitySamplingResult Sample(ActivitySource source) =>
        AreBegunFor(source) ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None;

    /// <summary>Whether an activity without a parent in this process is a segment because the options name its source.</summary>
    public bool AreMadeOf(Activity first) => first.ParentSpanId == default && settings.SegmentSources.Matches(first.Source.Name);
}
