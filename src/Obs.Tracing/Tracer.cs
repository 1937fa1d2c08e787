using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Adds to the trace of the current request: subsegments, annotations, metadata and exceptions.</summary>
/// <remarks>
/// Works on <see cref="Activity"/>, so that what is begun here nests with what frameworks begin and other listeners see it too.
/// Where nothing is recorded every call is a no-op that takes no memory. Nothing throws but what the application's own delegates throw.
/// Thread safety: every member may be called from any thread.
/// </remarks>
public sealed class Tracer
{
    internal const string SegmentSourceName = "Obs.Segments";
    internal const string SubsegmentSourceName = "Obs.Subsegments";

    private static readonly ActivitySource Subsegments = new(SubsegmentSourceName);
    private static readonly ActivitySource Segments = new(SegmentSourceName);

    private readonly SegmentRecorder _recorder;
    private readonly SegmentQueue _queue;

    internal Tracer(SegmentRecorder recorder, SamplingStatistics statistics, SegmentQueue queue)
    {
        _recorder = recorder;
        _queue = queue;
        Statistics = statistics;
    }

    /// <summary>How many requests were and were not sampled.</summary>
    public SamplingStatistics Statistics { get; }

    /// <summary>The innermost segment or subsegment that is running here; a no-op when nothing is recorded. Disposing it does not end
    /// it.</summary>
    public SubsegmentScope Current =>
        new(Activity.Current is { } current && _recorder.IsSampled(current) ? current : null, _recorder, isOwner: false);

    /// <summary>Begins a subsegment that ends when the scope is disposed.</summary>
    /// <param name="name">What is done, 1 to 200 characters; longer names are cut, characters X-Ray does not allow become
    /// underscores.</param>
    /// <returns>The running subsegment, or a no-op when nothing is recorded.</returns>
    public SubsegmentScope BeginSubsegment(string name)
    {
        if (_recorder.IsBareInvocation)
        {
            return BeginSegment(name); // Which is a subsegment there: Lambda has begun the segment.
        }

        Activity? activity = StartSubsegment(name);
        return activity is null ? default : new SubsegmentScope(activity, _recorder, isOwner: true);
    }

    /// <summary>Begins a segment of its own, for work that no request asked for. It is sampled like a request.
    /// In AWS Lambda, which writes the segment of an invocation itself, it is a subsegment of that and follows its decision.</summary>
    /// <param name="name">The name of the segment, 1 to 200 characters.</param>
    /// <returns>The running segment; it ends when the scope is disposed. A no-op when tracing is off.</returns>
    public SubsegmentScope BeginSegment(string name)
    {
        Activity? previous = Activity.Current;
        return Begun(_recorder.StartSegment(name), previous);
    }

    /// <summary>Begins a segment of its own in the trace that a message or job brought its header from. The decision in it is followed as
    /// far as one of a request would be. In AWS Lambda, which has a trace of its own for each invocation, the two are linked. For a batch
    /// of messages begin without, and link each by <see cref="SubsegmentScope.AddLink(string?)"/>.</summary>
    /// <param name="name">The name of the segment, 1 to 200 characters.</param>
    /// <param name="cause">The trace header that came with the work; the default begins a trace of its own.</param>
    /// <returns>The running segment; it ends when the scope is disposed. A no-op when tracing is off.</returns>
    public SubsegmentScope BeginSegment(string name, TraceHeader cause)
    {
        if (_recorder.IsInvocation)
        {
            return BeginSegment(name).AddLink(cause); // There the segment is there, in the trace of the invocation.
        }

        Activity? previous = Activity.Current;
        return Begun(_recorder.StartSegment(name, cause), previous);
    }

    /// <summary>Does some work inside a subsegment. An exception is recorded and thrown on.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public void Trace(string name, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using SubsegmentScope scope = BeginSubsegment(name);
        try
        {
            work();
        }
        catch (Exception exception)
        {
            scope.RecordException(exception);
            throw;
        }
    }

    /// <summary>Does some work inside a subsegment and returns its result. An exception is recorded and thrown on.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="name">What is done.</param>
    /// <param name="work">The work.</param>
    /// <returns>The result of the work.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public T Trace<T>(string name, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using SubsegmentScope scope = BeginSubsegment(name);
        try
        {
            return work();
        }
        catch (Exception exception)
        {
            scope.RecordException(exception);
            throw;
        }
    }

    /// <summary>Does some asynchronous work inside a subsegment. An exception is recorded and thrown on.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="work">The work.</param>
    /// <returns>The work.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public async Task TraceAsync(string name, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using SubsegmentScope scope = BeginSubsegment(name);
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            scope.RecordException(exception);
            throw;
        }
    }

    /// <summary>Does some asynchronous work inside a subsegment and returns its result. An exception is recorded and thrown on.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="name">What is done.</param>
    /// <param name="work">The work.</param>
    /// <returns>The result of the work.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public async Task<T> TraceAsync<T>(string name, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using SubsegmentScope scope = BeginSubsegment(name);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            scope.RecordException(exception);
            throw;
        }
    }

    /// <summary>Waits until every document finished before the call has been sent or dropped.</summary>
    /// <param name="cancellationToken">Ends the wait, not the sending.</param>
    /// <returns>The wait.</returns>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _queue.FlushAsync(cancellationToken);

    internal static Activity? StartSubsegment(string? name) => Subsegments.StartActivity(name ?? "", ActivityKind.Internal);

    internal static Activity? StartSegment(string? name, ActivityContext parent) =>
        Segments.StartActivity(name ?? "", ActivityKind.Internal, parent);

    private SubsegmentScope Begun(Activity? activity, Activity? previous)
    {
        if (activity is null)
        {
            Activity.Current = previous;
            return default;
        }

        return new SubsegmentScope(activity, _recorder, isOwner: true, previous);
    }
}
