using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Tracing.Tests.Support;

/// <summary>A recorder of its own, with a source that plays the server and one that plays the application.</summary>
internal sealed class RecordedService : IDisposable
{
    /// <summary>When the recorded scenarios start.</summary>
    public static readonly DateTime Start = new(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly ActivitySource _server;
    private readonly ActivitySource _work;

    public RecordedService(
        Action<TracingOptions>? configure = null, Func<string, string?>? variables = null, IActivityWriter? writer = null)
    {
        string name = "Test." + Guid.NewGuid().ToString("N");
        var options = new TracingOptions { ServiceName = "orders-api", Version = null };
        options.Sampling.ReservoirPerSecond = 0;
        options.Sampling.FixedRate = 1;
        options.Sources.Add(name + ".*");
        configure?.Invoke(options);

        Live = new LiveTraces(options.MaxLiveTraces);
        Settings = new TracingSettings(options, host: null, variables ?? (static _ => null));
        var rules = new SamplingRules(options.Sampling, Settings.Identity, Time);
        Statistics = new SamplingStatistics(rules);
        var sampler = new Sampler(options.Sampling, rules, Statistics, Time, Random.Shared);
        Recorder = new SegmentRecorder(Settings, sampler, Statistics, Live, Documents, writer);
        // The recorders of other tests see these activities too; each knows only the requests that were begun with it.
        _server = new ActivitySource("Microsoft.AspNetCore");
        _work = new ActivitySource(name + ".Work");
        WorkSource = _work.Name;
    }

    public ManualTimeProvider Time { get; } = new();

    public CapturedDocuments Documents { get; } = new();

    public SamplingStatistics Statistics { get; }

    public LiveTraces Live { get; }

    public TracingSettings Settings { get; }

    public SegmentRecorder Recorder { get; }

    public string WorkSource { get; }

    /// <summary>Begins a request, sampled as the options say.</summary>
    public Activity BeginRequest(string? traceHeader = null, ServerRequest request = default, DateTime start = default)
    {
        ActivityContext parent = default;
        IncomingDecision decision = IncomingDecision.None;
        if (TraceHeader.TryParse(traceHeader, out TraceHeader header))
        {
            ActivityContext.TryParse(TraceParent.Format(header), null, isRemote: true, out parent);
            decision = header.Decision;
        }

        Activity activity = _server.CreateActivity("request", ActivityKind.Server, parent)!;
        header.CarryOn(activity);
        if (start != default)
        {
            activity.SetStartTime(start);
        }

        activity.Start();
        Recorder.Begin(activity, request, decision);
        return activity;
    }

    public void EndRequest(Activity activity, ServerResponse response = default)
    {
        Recorder.SetResponse(activity, response);
        activity.Stop();
    }

    public Activity? BeginWork(string name, ActivityKind kind = ActivityKind.Internal) => _work.StartActivity(name, kind);

    /// <summary>Work with given times, counted in milliseconds from <see cref="Start"/>.</summary>
    public Activity BeginWorkAt(string name, double startMs, ActivityKind kind = ActivityKind.Internal)
    {
        Activity activity = _work.CreateActivity(name, kind)!;
        activity.SetStartTime(Start.AddTicks((long)(startMs * TimeSpan.TicksPerMillisecond)));
        return activity.Start();
    }

    public static void EndAt(Activity activity, double endMs)
    {
        activity.SetEndTime(Start.AddTicks((long)(endMs * TimeSpan.TicksPerMillisecond)));
        activity.Stop();
    }

    public void Dispose()
    {
        Recorder.Dispose();
        _server.Dispose();
        _work.Dispose();
    }
}
