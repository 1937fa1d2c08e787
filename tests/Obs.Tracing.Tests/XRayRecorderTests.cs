using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests;

/// <summary>Code that was written for the X-Ray SDK, with the name of the recorder changed.</summary>
[Collection(Recording.Alone.Name)]
public sealed class XRayRecorderTests : IDisposable
{
    private readonly RecordedService _recording = new();

    public void Dispose() => _recording.Dispose();

    [Fact]
    public void The_familiar_verbs_write_what_they_always_wrote()
    {
        Activity request = _recording.BeginRequest();
        XRayRecorder.IsTracing.Should().BeTrue();
        XRayRecorder.AddAnnotation("tenant", "acme");
        XRayRecorder.SetUser("user-42");

        XRayRecorder.BeginSubsegment("outer");
        XRayRecorder.AddAnnotation("items", 3);
        XRayRecorder.AddMetadata("state", "fine");
        XRayRecorder.AddMetadata("app", "price", 3.5);
        XRayRecorder.BeginSubsegment("inner");
        XRayRecorder.MarkThrottle();
        XRayRecorder.EndSubsegment();
        XRayRecorder.AddException(new InvalidOperationException("boom"));
        XRayRecorder.EndSubsegment();
        Activity.Current.Should().BeSameAs(request);
        _recording.EndRequest(request);

        JsonObject document = _recording.Documents.Single;
        document["annotations"]!["tenant"]!.ToString().Should().Be("acme");
        document["user"]!.ToString().Should().Be("user-42");
        JsonNode outer = document["subsegments"]!.AsArray().Single()!;
        outer["annotations"]!["items"]!.GetValue<int>().Should().Be(3);
        outer["metadata"]!.ToJsonString().Should().Be("""{"default":{"state":"fine"},"app":{"price":3.5}}""");
        outer["cause"]!["exceptions"]![0]!["message"]!.ToString().Should().Be("boom");
        outer["subsegments"]![0]!["throttle"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task Wrapped_work_records_its_exception_and_throws_it_on()
    {
        Activity request = _recording.BeginRequest();
        Func<Task> fails = () => XRayRecorder.TraceMethodAsync("fails", static () => Task.FromException(new TimeoutException("late")));

        XRayRecorder.TraceMethod("adds", static () => 1 + 1).Should().Be(2);
        XRayRecorder.TraceMethod("acts", static () => { });
        (await XRayRecorder.TraceMethodAsync("awaits", static () => Task.FromResult(3))).Should().Be(3);
        await fails.Should().ThrowAsync<TimeoutException>();

        _recording.EndRequest(request);
        JsonArray work = _recording.Documents.Single["subsegments"]!.AsArray();
        work.Select(static node => node!["name"]!.ToString()).Should().Equal("adds", "acts", "awaits", "fails");
        work[3]!["cause"]!["exceptions"]![0]!["message"]!.ToString().Should().Be("late");
    }

    [Fact]
    public void A_segment_of_its_own_ends_with_what_is_open_in_it_and_gives_the_request_back()
    {
        Activity request = _recording.BeginRequest();

        XRayRecorder.BeginSegment("nightly report");
        XRayRecorder.BeginSubsegment("never ended");
        XRayRecorder.EndSegment();

        Activity.Current.Should().BeSameAs(request);
        JsonObject document = _recording.Documents.Single;
        document["name"]!.ToString().Should().Be("nightly report");
        document["subsegments"]!.AsArray().Should().HaveCount(1);
        XRayRecorder.EndSegment();
        XRayRecorder.EndSubsegment();
        Activity.Current.Should().BeSameAs(request, "a request ends by itself");
        _recording.EndRequest(request);
    }

    [Fact]
    public void Where_nothing_is_recorded_every_verb_is_a_no_op_without_memory()
    {
        Activity.Current = null;

        TestSupport.Allocations.PerCall(static () =>
        {
            XRayRecorder.BeginSubsegment("nothing");
            XRayRecorder.AddAnnotation("a", 1);
            XRayRecorder.AddMetadata("b", "c");
            XRayRecorder.AddException(null);
            XRayRecorder.MarkFault();
            XRayRecorder.EndSubsegment();
        }).Should().Be(0);
        XRayRecorder.IsTracing.Should().BeFalse();
    }
}
