using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The verbs of the AWS X-Ray SDK's <c>AWSXRayRecorder.Instance</c>, for code that comes from there. New code uses
/// <see cref="Tracer"/>.</summary>
/// <remarks>
/// Static in form only: every call goes to the segment or subsegment that is running here, which is the ambient <see cref="Activity"/>,
/// and is a no-op when nothing is recorded. Nothing throws but what the application's own delegates throw.
/// Thread safety: every member may be called from any thread.
/// </remarks>
public static class XRayRecorder
{
    private const string Previous = "obs.previous";
    private const string Invocation = "obs.invocation";

    /// <summary>Whether what runs here is recorded: the opposite of the SDK's <c>IsTracingDisabled()</c>.</summary>
    public static bool IsTracing => Activity.Current is { } current && SampledTraces.Contain(current);

    /// <summary>Begins a segment of its own, sampled like a request; end it with <see cref="EndSegment"/>.</summary>
    /// <param name="name">The name of the segment, 1 to 200 characters.</param>
    public static void BeginSegment(string name)
    {
        if (SampledTraces.AnyRecorder is not { } recorder)
        {
            return;
        }

        Activity? previous = Activity.Current;
        Activity? segment = recorder.StartSegment(name);
        if (segment is null)
        {
            Activity.Current = previous;
            return;
        }

        segment.SetCustomProperty(Previous, previous);
    }

    /// <summary>Ends the segment begun last, and what is still open inside it.</summary>
    public static void EndSegment()
    {
        Activity? segment = Activity.Current;
        while (segment is not null && segment.Source.Name != Tracer.SegmentSourceName)
        {
            segment = segment.Parent;
        }

        if (segment is null)
        {
            return; // There is none: a request's segment ends with the request.
        }

        for (Activity? open = Activity.Current; open != segment; open = open!.Parent)
        {
            open!.Stop();
        }

        segment.Stop();
        Activity.Current = segment.GetCustomProperty(Previous) as Activity;
    }

    /// <summary>Begins a subsegment; end it with <see cref="EndSubsegment"/>.</summary>
    /// <param name="name">What is done, 1 to 200 characters.</param>
    public static void BeginSubsegment(string name) => StartSubsegment(name);

    /// <summary>Ends the innermost subsegment begun with <see cref="BeginSubsegment"/>; does nothing when another kind of work is
    /// running.</summary>
    public static void EndSubsegment()
    {
        if (Activity.Current is { } current && (
            current.Source.Name == Tracer.SubsegmentSourceName || current.GetCustomProperty(Invocation) is not null))
        {
            current.Stop();
        }
    }

    /// <inheritdoc cref="SubsegmentScope.Annotate(string, string?)" path="/summary|/param"/>
    public static void AddAnnotation(string key, string? value) => Current().Annotate(key, value);

    /// <inheritdoc cref="SubsegmentScope.Annotate(string, long)" path="/summary|/param"/>
    public static void AddAnnotation(string key, long value) => Current().Annotate(key, value);

    /// <inheritdoc cref="SubsegmentScope.Annotate(string, double)" path="/summary|/param"/>
    public static void AddAnnotation(string key, double value) => Current().Annotate(key, value);

    /// <inheritdoc cref="SubsegmentScope.Annotate(string, bool)" path="/summary|/param"/>
    public static void AddAnnotation(string key, bool value) => Current().Annotate(key, value);

    /// <summary>Adds a value that is kept and shown, but not searched, in the namespace <c>default</c>.</summary>
    /// <param name="key">The name of the value.</param>
    /// <param name="value">The value; see <see cref="SubsegmentScope.AddMetadata(string, string, object?)"/>.</param>
    public static void AddMetadata(string key, object? value) => Current().AddMetadata("default", key, value);

    /// <inheritdoc cref="SubsegmentScope.AddMetadata(string, string, object?)" path="/summary|/param"/>
    public static void AddMetadata(string space, string key, object? value) => Current().AddMetadata(space, key, value);

    /// <inheritdoc cref="SubsegmentScope.RecordException(Exception?)" path="/summary|/param"/>
    public static void AddException(Exception? exception) => Current().RecordException(exception);

    /// <inheritdoc cref="SubsegmentScope.SetUser(string?)" path="/summary|/param"/>
    public static void SetUser(string? user) => Current().SetUser(user);

    /// <summary>Says that an earlier subsegment had to end before this one could begin.</summary>
    /// <param name="precursorId">The id of that subsegment, 16 hexadecimal digits; anything else is passed over.</param>
    public static void AddPrecursorId(string? precursorId)
    {
        if (TraceHeaderParser.TryReadHex(precursorId, 16, out _) && Current().IsRecording)
        {
            Activity.Current!.AddTag(SegmentTags.Precursor, precursorId);
        }
    }

    /// <inheritdoc cref="SubsegmentScope.MarkError()" path="/summary"/>
    public static void MarkError() => Current().MarkError();

    /// <inheritdoc cref="SubsegmentScope.MarkThrottle()" path="/summary"/>
    public static void MarkThrottle() => Current().MarkThrottle();

    /// <inheritdoc cref="SubsegmentScope.MarkFault()" path="/summary"/>
    public static void MarkFault() => Current().MarkFault();

    /// <inheritdoc cref="Tracer.Trace(string, Action)"/>
    public static void TraceMethod(string name, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        TraceMethod<object?>(name, () =>
        {
            work();
            return null;
        });
    }

    /// <inheritdoc cref="Tracer.Trace{T}(string, Func{T})"/>
    public static T TraceMethod<T>(string name, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using Activity? subsegment = StartSubsegment(name);
        try
        {
            return work();
        }
        catch (Exception exception)
        {
            ScopeOf(subsegment).RecordException(exception);
            throw;
        }
    }

    /// <inheritdoc cref="Tracer.TraceAsync(string, Func{Task})"/>
    public static Task TraceMethodAsync(string name, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return TraceMethodAsync<object?>(name, async () =>
        {
            await work().ConfigureAwait(false);
            return null;
        });
    }

    /// <inheritdoc cref="Tracer.TraceAsync{T}(string, Func{Task{T}})"/>
    public static async Task<T> TraceMethodAsync<T>(string name, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using Activity? subsegment = StartSubsegment(name);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ScopeOf(subsegment).RecordException(exception);
            throw;
        }
    }

    // In AWS Lambda the segment is there before any of ours: the first subsegment is one of that.
    private static Activity? StartSubsegment(string name)
    {
        if (SampledTraces.AnyRecorder is not { IsBareInvocation: true } recorder)
        {
            return Tracer.StartSubsegment(name);
        }

        Activity? subsegment = recorder.StartSegment(name);
        subsegment?.SetCustomProperty(Invocation, Invocation);
        return subsegment;
    }

    private static SubsegmentScope Current() => ScopeOf(Activity.Current);

    private static SubsegmentScope ScopeOf(Activity? activity) =>
        activity is not null && SampledTraces.RecorderOf(activity) is { } recorder
            ? new SubsegmentScope(activity, recorder, isOwner: false)
            : default;
}
