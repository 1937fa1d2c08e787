using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Obs.Tracing;

/// <summary>A running segment or subsegment. The default value is a no-op, and so is every call on it.</summary>
/// <remarks>Thread safety: as an <see cref="System.Diagnostics.Activity"/>, it is meant for one flow of control at a time. Never
/// throws.</remarks>
public readonly struct SubsegmentScope : IDisposable, IEquatable<SubsegmentScope>
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly SegmentRecorder? _recorder;
    private readonly Activity? _previous;
    private readonly bool _isOwner;

    internal SubsegmentScope(Activity? activity, SegmentRecorder recorder, bool isOwner, Activity? previous = null)
    {
        Activity = activity;
        _recorder = recorder;
        _isOwner = isOwner;
        _previous = previous;
    }

    /// <summary>Whether anything that is added here is kept.</summary>
    public bool IsRecording => Recording is not null;

    /// <summary>The activity behind it; null for a no-op.</summary>
    public Activity? Activity { get; }

    // An unsampled segment runs, to carry its trace id; what is added to it would be read by nobody.
    private Activity? Recording => Activity is { IsAllDataRequested: true } ? Activity : null;

    /// <summary>Adds a text that traces can be searched by.</summary>
    /// <param name="key">Letters, digits, underscores and dots, at most 500; other characters become underscores.</param>
    /// <param name="value">At most 1,000 characters; what is longer is cut. Null is passed over.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope Annotate(string key, string? value)
    {
        if (IsRecording && value is not null)
        {
            SetAnnotation(key, value);
        }

        return this;
    }

    /// <summary>Adds a number that traces can be searched by.</summary>
    /// <param name="key">Letters, digits, underscores and dots, at most 500; other characters become underscores.</param>
    /// <param name="value">The number.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope Annotate(string key, long value)
    {
        if (IsRecording)
        {
            SetAnnotation(key, value);
        }

        return this;
    }

    /// <inheritdoc cref="Annotate(string, long)"/>
    public SubsegmentScope Annotate(string key, double value)
    {
        if (IsRecording)
        {
            SetAnnotation(key, value);
        }

        return this;
    }

    /// <summary>Adds a truth value that traces can be searched by.</summary>
    /// <param name="key">Letters, digits, underscores and dots, at most 500; other characters become underscores.</param>
    /// <param name="value">The value.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope Annotate(string key, bool value)
    {
        if (IsRecording)
        {
            SetAnnotation(key, value ? True : False);
        }

        return this;
    }

    /// <summary>Adds a value that is kept and shown, but not searched.</summary>
    /// <param name="space">The namespace the value stands in; <c>default</c> when there is none better.</param>
    /// <param name="key">The name of the value.</param>
    /// <param name="value">Null, a text, a number, a truth value, a time, or a dictionary or sequence of such values, which is read now; an
    /// object without a text of its own by its public members, as far as trimming has left them. Anything else is kept as its text; the
    /// overload that takes a <see cref="JsonTypeInfo{T}"/> knows every type.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope AddMetadata(string space, string key, object? value)
    {
        Recording?.SetTag(TagNames.Metadata(space, key), MetadataSnapshot.Of(value));
        return this;
    }

    /// <summary>Adds a value of any type that is kept and shown, but not searched. It is serialized now.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="space">The namespace the value stands in.</param>
    /// <param name="key">The name of the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">How the value is written, from a source-generated serializer context.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope AddMetadata<T>(string space, string key, T value, JsonTypeInfo<T> type)
    {
        if (Recording is { } activity && type is not null)
        {
            activity.SetTag(TagNames.Metadata(space, key), Serialize(value, type));
        }

        return this;
    }

    /// <summary>Records an exception as the cause of a fault. The application still decides what becomes of it.</summary>
    /// <param name="exception">The exception; null is passed over.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope RecordException(Exception? exception)
    {
        if (Recording is { } activity && exception is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            if (activity.GetTagItem(SegmentTags.Fault) is false)
            {
                activity.SetTag(SegmentTags.Fault, True); // Whatever was said before it came.
            }

            _recorder?.SetException(activity, exception);
            if (activity.Recorded)
            {
                // For another listener that records this trace; ours reads the exception itself, once, when it writes.
                ForeignListeners.Tell(activity, exception);
            }
        }

        return this;
    }

    /// <summary>Says for whom the work is done; X-Ray can search by it.</summary>
    /// <param name="user">The user's id, at most 250 characters.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope SetUser(string? user)
    {
        Recording?.SetTag(SegmentTags.User, user);
        return this;
    }

    /// <summary>Says that this work belongs to another trace too: that of one message of a batch, for example. At most 100 are
    /// written.</summary>
    /// <param name="traceHeader">What came with it: an <c>X-Amzn-Trace-Id</c> or a <c>traceparent</c>. Anything else is passed
    /// over.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope AddLink(string? traceHeader) =>
        IsRecording && (TraceHeader.TryParse(traceHeader, out TraceHeader header) || TraceHeader.TryParseW3C(traceHeader, out header))
            ? AddLink(header)
            : this;

    /// <summary>Says that this work belongs to another trace too. At most 100 links are written.</summary>
    /// <param name="cause">The other trace; the default is passed over.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope AddLink(TraceHeader cause)
    {
        if (Recording is { } activity && cause.TraceId != 0
            && ActivityContext.TryParse(TraceParent.Format(cause), traceState: null, isRemote: true, out ActivityContext context))
        {
            activity.AddLink(new ActivityLink(context));
        }

        return this;
    }

    /// <summary>Says that another part of the same work had to end before this one could begin: <c>precursor_ids</c>. At most 100 are
    /// written.</summary>
    /// <param name="earlier">The part that came first; a no-op is passed over.</param>
    /// <returns>This scope.</returns>
    public SubsegmentScope AddPrecursor(SubsegmentScope earlier)
    {
        if (earlier.Activity is { } precursor)
        {
            Recording?.AddTag(SegmentTags.Precursor, precursor.SpanId.ToHexString());
        }

        return this;
    }

    /// <summary>Marks a mistake of the caller (4xx), and no fault, whatever was recorded before.</summary>
    /// <returns>This scope.</returns>
    public SubsegmentScope MarkError() => Mark(isFault: false);

    /// <summary>Marks a refusal because of too many calls (429), which is an error too.</summary>
    /// <returns>This scope.</returns>
    public SubsegmentScope MarkThrottle()
    {
        Recording?.SetTag(SegmentTags.Throttle, True);
        return MarkError();
    }

    /// <summary>Marks a mistake of ours (5xx), and no error, whatever was marked before.</summary>
    /// <returns>This scope.</returns>
    public SubsegmentScope MarkFault() => Mark(isFault: true);

    /// <summary>Ends what was begun; a second call does nothing.</summary>
    public void Dispose()
    {
        if (_isOwner && Activity is not null)
        {
            Activity.Stop();
            if (_previous is not null)
            {
                Activity.Current = _previous;
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(SubsegmentScope other) => ReferenceEquals(Activity, other.Activity) && _isOwner == other._isOwner;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SubsegmentScope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Activity?.GetHashCode() ?? 0;

    /// <summary>Whether two scopes stand for the same running activity.</summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(SubsegmentScope left, SubsegmentScope right) => left.Equals(right);

    /// <summary>Whether two scopes stand for different running activities.</summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(SubsegmentScope left, SubsegmentScope right) => !left.Equals(right);

    private void SetAnnotation(string key, object value) => Activity!.SetTag(TagNames.Annotation(key), value);

    private SubsegmentScope Mark(bool isFault)
    {
        if (Recording is { } activity)
        {
            activity.SetTag(SegmentTags.Fault, isFault ? True : False);
            activity.SetTag(SegmentTags.Error, isFault ? False : True);
        }

        return this;
    }

    private static object Serialize<T>(T value, JsonTypeInfo<T> type)
    {
        try
        {
            return new JsonFragment(MaskedJson.Of(JsonSerializer.SerializeToUtf8Bytes(value, type)));
        }
        catch (Exception exception)
        {
            // Converters and getters are foreign code.
            return $"({exception.GetType().Name})";
        }
    }
}
