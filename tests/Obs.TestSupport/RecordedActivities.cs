using System.Diagnostics;

namespace Obs.TestSupport;

/// <summary>A recorded trace of its own, and the SQL activities that stopped in it. Other tests' activities are not in it.</summary>
public sealed class RecordedActivities : IDisposable
{
    private const string SqlSource = "Obs.Sql";

    private readonly ActivitySource _source = new("Test." + Guid.NewGuid());
    private readonly List<Activity> _stopped = [];
    private readonly ActivityListener _listener;

    public RecordedActivities(bool isSampled = true, params string[] alsoListenTo)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source =>
                source.Name == _source.Name || source.Name == SqlSource || alsoListenTo.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Source.Name == _source.Name && !isSampled ? ActivitySamplingResult.PropagationData
                : options.Source.Name == _source.Name || options.TraceId == Root?.TraceId ? isSampled
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None
                : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == Root?.TraceId && activity != Root)
                {
                    lock (_stopped)
                    {
                        _stopped.Add(activity);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        Root = _source.StartActivity("root", ActivityKind.Server);
    }

    public Activity? Root { get; }

    public IReadOnlyList<Activity> Stopped
    {
        get
        {
            lock (_stopped)
            {
                return [.. _stopped];
            }
        }
    }

    public void Dispose()
    {
        Root?.Dispose();
        _listener.Dispose();
        _source.Dispose();
    }
}
