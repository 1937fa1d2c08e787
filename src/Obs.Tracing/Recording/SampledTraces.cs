using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The recorders of every host that traces in this process.</summary>
/// <remarks>HttpClient takes one propagator for the whole process, while several hosts can live in it (every integration test starts one):
/// whichever host's propagator it took has to answer for all. Thread safety: every member may be called from any thread.</remarks>
internal static class SampledTraces
{
    private static readonly Lock Gate = new();
    private static SegmentRecorder[] _recorders = [];

    public static bool HasHosts => Volatile.Read(ref _recorders).Length > 0;

    /// <summary>The recorder for work that says nothing about its host: the one that has been there longest.</summary>
    public static SegmentRecorder? AnyRecorder => Volatile.Read(ref _recorders) is [var first, ..] ? first : null;

    public static void Add(SegmentRecorder recorder)
    {
        lock (Gate)
        {
            Volatile.Write(ref _recorders, [.. _recorders, recorder]);
        }
    }

    public static void Remove(SegmentRecorder recorder)
    {
        lock (Gate)
        {
            Volatile.Write(ref _recorders, [.. _recorders.Where(other => !ReferenceEquals(other, recorder))]);
        }
    }

    public static bool Contain(Activity activity) => RecorderOf(activity) is not null;

    /// <summary>Whether a host of this process decides about the trace that an activity is part of here.</summary>
    public static bool AreDecided(Activity activity)
    {
        Activity first = activity;
        while (first.Parent is { } parent)
        {
            first = parent;
        }

        foreach (SegmentRecorder recorder in Volatile.Read(ref _recorders))
        {
            if (recorder.Decides(first))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The recorder that records an activity, if any does.</summary>
    public static SegmentRecorder? RecorderOf(Activity activity)
    {
        foreach (SegmentRecorder recorder in Volatile.Read(ref _recorders))
        {
            if (recorder.IsSampled(activity))
            {
                return recorder;
            }
        }

        return null;
    }
}
