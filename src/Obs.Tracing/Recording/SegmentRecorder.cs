using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Records the activities of sampled traces and turns each finished segment into X-Ray documents.</summary>
/// <remarks>
/// For servers that make an activity for each request: call <see cref="Begin"/> when the request arrives and <see cref="SetResponse"/> when
/// it has been answered; the segment is written when the activity stops. Everything below it is found through <see cref="Activity"/>.
/// Thread safety: every member may be called from any thread. Nothing here throws into the application.
/// </remarks>
public sealed class SegmentRecorder : IDisposable
{
    private const string AwsCallSource = "Obs.Aws.Calls";
    private const string AwsSdkSourcePrefix = "AWSSDK.";

    private readonly TracingSettings _settings;
    private readonly SegmentRoots _roots;
    private readonly Sampler _sampler;
    private readonly SamplingStatistics _statistics;
    private readonly LiveTraces _live;
    private readonly SegmentOpener _opener;
    private readonly FinishedSegments _finished;
    private readonly ActivityListener? _listener;
    private readonly HttpCalls? _http;

    internal SegmentRecorder(
        TracingSettings settings,
        Sampler sampler,
        SamplingStatistics statistics,
        LiveTraces live,
        IDocumentSink sink,
        IActivityWriter? writer = null)
    {
        _settings = settings;
        _roots = new SegmentRoots(settings);
        _sampler = sampler;
        _statistics = statistics;
        _live = live;
        _opener = new SegmentOpener(settings, sampler, statistics, live, sink);
        _finished = new FinishedSegments(settings, live, statistics, sink, writer);
        if (settings.IsEnabled)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => settings.Sources.Matches(source.Name) || settings.SegmentSources.Matches(source.Name),
                Sample = Sample,
                SampleUsingParentId = (ref options) => SegmentRoots.Sample(options.Source),
                ActivityStarted = OnStarted,
                ActivityStopped = OnStopped,
                ExceptionRecorder = OnException,
            };
            SampledTraces.Add(this);
            ActivitySource.AddActivityListener(_listener);
            _http = new HttpCalls(this, settings.RecordQueryValues);
        }
    }

    /// <summary>Whether tracing is on.</summary>
    public bool IsEnabled => _listener is not null;

    /// <summary>Makes the sampling decision for a request and, if it is sampled, begins its segment. Never throws.</summary>
    /// <param name="activity">The request's activity, started.</param>
    /// <param name="request">The request.</param>
    /// <param name="incoming">The decision that came with the request.</param>
    /// <returns>Whether the request is recorded.</returns>
    public bool Begin(Activity activity, in ServerRequest request, IncomingDecision incoming)
    {
        if (_listener is null || activity is null)
        {
            return false;
        }

        if (_sampler.IsSkipped(request))
        {
            _statistics.CountSkipped();
            return false;
        }

        return _opener.TryOpen(activity, request, incoming);
    }

    /// <summary>Adds the answer to the segment of a request, before its activity stops. The first answer counts. Never throws.</summary>
    /// <param name="activity">The request's activity.</param>
    /// <param name="response">The answer.</param>
    public void SetResponse(Activity activity, in ServerResponse response)
    {
        if (activity is not null)
        {
            _live.SetResponse(activity, response);
        }
    }

    /// <summary>Whether a request that was not sampled may yield its segment at its end, by <see cref="EndUnsampled"/>.</summary>
    public bool HasTailRule => _listener is not null && _sampler.HasTailRule;

    /// <summary>Writes the segment of an unsampled request, if it failed or was slow and the options ask for those. Never throws.</summary>
    /// <param name="activity">The request's activity, its end time set.</param>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer.</param>
    public void EndUnsampled(Activity activity, in ServerRequest request, in ServerResponse response)
    {
        if (activity is null || !HasTailRule || !_sampler.TakesTail(activity, request, response))
        {
            return;
        }

        _statistics.CountTail();
        _finished.WriteTail(activity, request, response);
    }

    /// <summary>Whether the activity belongs to a trace that is recorded.</summary>
    /// <param name="activity">Any activity, or null.</param>
    public bool IsSampled(Activity? activity) => activity is not null && _live.IsSampled(activity);

    /// <summary>Counts a trace header that came with a request and named no valid trace id.</summary>
    public void CountRefusedHeader() => _statistics.CountRefusedHeader();

    /// <summary>Counts an exception inside the code that feeds this recorder, and hands it to the event source <c>Obs-Tracing</c>. Never
    /// throws.</summary>
    /// <param name="hook">Where it happened.</param>
    /// <param name="exception">What happened.</param>
    public void CountHookFailure(string hook, Exception exception)
    {
        if (exception is not null)
        {
            _statistics.CountHookFailure(hook, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener?.Dispose();
        _http?.Dispose();
        SampledTraces.Remove(this);
    }

    /// <summary>Whether an activity that has no parent in this process is one that segments are made of, sampled or not.</summary>
    internal bool Decides(Activity first) => SegmentRoots.AreBegunFor(first.Source) || _roots.AreMadeOf(first);

    /// <summary>Keeps an exception with its segment or subsegment. Its stack is read when that is written.</summary>
    internal void SetException(Activity activity, Exception exception) => _live.SetException(activity, exception);

    /// <summary>Sends that work which began before a time is still in progress.</summary>
    internal void Announce(DateTime startedBefore) => _finished.Announce(startedBefore);

    /// <summary>Whether what runs here runs inside a segment that AWS Lambda writes.</summary>
    internal bool IsInvocation => _listener is not null && _settings.Lambda.TryRead(out _, out _);

    /// <summary>Whether it does, and nothing of ours has begun yet.</summary>
    internal bool IsBareInvocation => Activity.Current is null && IsInvocation;

    /// <summary>Begins the segment of work that a trace header came with, outside of what is current; the caller puts that back.</summary>
    /// <returns>The segment's activity, or null when tracing is off.</returns>
    internal Activity? StartSegment(string? name, in TraceHeader cause)
    {
        Activity.Current = null;
        ActivityContext.TryParse(
            cause.TraceId == 0 ? null : TraceParent.Format(cause), traceState: null, isRemote: true, out ActivityContext parent);
        Activity? activity = Tracer.StartSegment(name, parent);
        if (activity is not null && _listener is not null)
        {
            cause.CarryOn(activity);
            _opener.TryOpen(activity, cause.Decision);
        }

        return activity;
    }

    /// <summary>Begins the segment of work that no request asked for, outside of what is current; the caller puts that back.</summary>
    /// <returns>The segment's activity, or null when tracing is off.</returns>
    internal Activity? StartSegment(string? name)
    {
        Activity.Current = null;
        bool isInvocation = _settings.Lambda.TryRead(out ActivityContext parent, out bool isSampled);
        Activity? activity = Tracer.StartSegment(name, parent);
        if (activity is not null && _listener is not null)
        {
            if (isInvocation)
            {
                _opener.OpenInvocation(activity, isSampled);
            }
            else
            {
                _opener.TryOpen(activity, IncomingDecision.None);
            }
        }

        return activity;
    }

    private ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options)
    {
        // A request's activity carries the trace id to log entries and to other services whether it is recorded or not.
        if (SegmentRoots.AreBegunFor(options.Source))
        {
            return ActivitySamplingResult.PropagationData;
        }

        ActivityContext parent = options.Parent;
        if (parent.TraceId == default)
        {
            return _settings.SegmentSources.Matches(options.Source.Name)
                ? ActivitySamplingResult.PropagationData
                : ActivitySamplingResult.None;
        }

        return _live.Contains(parent.TraceId) && !IsInsideAwsCall(options.Source)
            ? ActivitySamplingResult.AllData
            : ActivitySamplingResult.None;
    }

    // The requests that an AWS SDK makes for one call, retries included, are that call: beside it they would be calls to somebody else.
    private static bool IsInsideAwsCall(ActivitySource source) =>
        source.Name == HttpCalls.Source && Activity.Current?.Source.Name is { } caller
        && (caller == AwsCallSource || caller.StartsWith(AwsSdkSourcePrefix, StringComparison.Ordinal));

    private void OnStarted(Activity activity)
    {
        try
        {
            if (SegmentRoots.AreBegunFor(activity.Source))
            {
                return;
            }

            if (activity.Parent is null && _roots.AreMadeOf(activity))
            {
                _opener.TryOpen(activity, IncomingDecision.None);
            }
            else
            {
                _live.Begin(activity);
            }
        }
        catch (Exception exception)
        {
            _statistics.CountHookFailure(nameof(OnStarted), exception);
        }
    }

    private void OnStopped(Activity activity)
    {
        if (_live.IsEmpty)
        {
            return;
        }

        _finished.Write(activity);
    }

    // Activity.AddException, by whoever made the activity: the exception itself says more than the text it leaves behind.
    private void OnException(Activity activity, Exception exception, ref TagList tags)
    {
        try
        {
            SetException(activity, exception);
            if (_finished.KeepsActivities && !_settings.RecordSqlMessages)
            {
                // What is not said here the platform takes from the exception itself, and that quotes data.
                tags.Add("exception.message", ExceptionMessage.WithoutData(exception));
                tags.Add("exception.stacktrace", exception.StackTrace);
            }
        }
        catch (Exception failure)
        {
            _statistics.CountHookFailure(nameof(OnException), failure);
        }
    }
}
