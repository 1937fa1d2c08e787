using System.Diagnostics;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Recording;

/// <summary>The quiet path is free, and the recorded one costs its activities.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    private const long Once = long.MaxValue - 1; // Whatever the first round takes is few enough.

    [Fact]
    public void Work_below_an_unsampled_request_takes_no_memory()
    {
        using var recording = new RecordedService(
            static options => (options.Sampling.ReservoirPerSecond, options.Sampling.FixedRate) = (1, 0));
        Activity sampled = recording.BeginRequest();
        Activity.Current = null;
        Activity unsampled = recording.BeginRequest();
        recording.Live.IsSampled(sampled).Should().BeTrue("the table is not empty");

        Allocations.PerCall(() => recording.BeginWork("work")).Should().Be(0);

        recording.EndRequest(unsampled);
        recording.EndRequest(sampled);
    }

    [Fact]
    public void A_sampled_trace_costs_its_activities_and_nothing_else()
    {
        using var recording = new RecordedService();
        recording.Documents.Keeps = false;
        using var bare = new ActivitySource("Bare." + Guid.NewGuid());
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, bare),
            Sample = static (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);

        long floor = Allocations.PerCall(() => Trace(
            () => bare.StartActivity("request", ActivityKind.Server)!,
            name => bare.StartActivity(name)!,
            static activity => activity.Stop()),
            wanted: Once);
        long ours = Allocations.PerCall(
            () => Trace(() => recording.BeginRequest(), name => recording.BeginWork(name)!, activity => recording.EndRequest(activity)),
            wanted: floor);

        ours.Should().BeLessThanOrEqualTo(floor);
    }

    private static void Trace(Func<Activity> begin, Func<string, Activity> work, Action<Activity> end)
    {
        Activity root = begin();
        for (int i = 0; i < 3; i++)
        {
            Activity child = work("work");
            child.SetTag("annotation.color", "red");
            child.SetTag("metadata.app:state", "fine");
            child.SetTag("other", "value");
            child.Stop();
        }

        end(root);
    }
}
