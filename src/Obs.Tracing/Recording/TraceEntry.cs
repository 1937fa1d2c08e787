using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>One activity of a live trace: a subsegment that is running or waits to be written.</summary>
internal struct TraceEntry
{
    public Activity Activity;

    /// <summary>The nearest ancestor that is recorded too; null when it is known by its id alone.</summary>
    public Activity? Parent;

    public Exception? Exception;

    public bool IsFinished;

    /// <summary>Whether X-Ray has been told that it is in progress; then it is completed by a document of its own too.</summary>
    public bool IsAnnounced;

    /// <summary>Whether it is written as a document of its own instead of inside its parent.</summary>
    public bool IsDetached;

    /// <summary>How deep it stands inside the document it is written in.</summary>
    public int Depth;

    public readonly ActivitySpanId ParentId => Parent?.SpanId ?? Activity.ParentSpanId;
}
