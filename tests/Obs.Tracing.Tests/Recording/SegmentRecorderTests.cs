using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Recording;

public sealed class SegmentRecorderTests
{
    private const string Header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8";

    [Fact]
    public void An_unsampled_request_makes_no_activities_below_it()
    {
        using var recording = new RecordedService(static options => options.Sampling.FixedRate = 0);
        Activity request = recording.BeginRequest();

        recording.BeginWork("work").Should().BeNull();

        recording.EndRequest(request);
        recording.Documents.Texts.Should().BeEmpty();
        recording.Statistics.Unsampled.Should().Be(1);
    }

    [Fact]
    public void Another_listener_does_not_change_what_we_record()
    {
        using var recording = new RecordedService(static options => options.Sampling.FixedRate = 0);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == recording.WorkSource,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        Activity request = recording.BeginRequest();

        using (Activity? work = recording.BeginWork("work"))
        {
            work!.Recorded.Should().BeTrue();
        }

        recording.EndRequest(request);
        recording.Documents.Texts.Should().BeEmpty();
    }

    [Fact]
    public void We_do_not_change_what_another_listener_records()
    {
        using var recording = new RecordedService();
        Activity request = recording.BeginRequest();
        using Activity work = recording.BeginWork("work")!;

        request.Recorded.Should().BeFalse();
        work.Recorded.Should().BeFalse();

        work.Stop();
        recording.EndRequest(request);
        recording.Documents.Single["subsegments"]!.AsArray().Should().HaveCount(1);
    }

    [Fact]
    public void Two_requests_of_one_trace_keep_their_subsegments_apart()
    {
        using var recording = new RecordedService();
        Activity first = recording.BeginRequest(Header);
        Activity one = recording.BeginWork("one")!;
        Activity.Current = null;
        Activity second = recording.BeginRequest(Header);
        Activity two = recording.BeginWork("two")!;

        one.Stop();
        two.Stop();
        recording.EndRequest(first);
        recording.EndRequest(second);

        IReadOnlyList<JsonObject> documents = recording.Documents.Parsed;
        documents.Select(static d => d["subsegments"]!.AsArray().Single()!["name"]!.ToString()).Should().Equal("one", "two");
        recording.Live.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void One_of_two_requests_of_a_trace_can_be_unsampled()
    {
        using var recording = new RecordedService(
            static options => (options.Sampling.FixedRate, options.Sampling.ReservoirPerSecond) = (0, 1));
        Activity sampled = recording.BeginRequest(Header);
        Activity.Current = null;
        Activity unsampled = recording.BeginRequest(Header);

        recording.Live.IsSampled(sampled).Should().BeTrue();
        recording.Live.IsSampled(unsampled).Should().BeFalse();
        recording.BeginWork("of the unsampled one")?.Stop();

        recording.EndRequest(unsampled);
        recording.EndRequest(sampled);
        recording.Documents.Single.ContainsKey("subsegments").Should().BeFalse();
    }

    [Fact]
    public void A_subsegment_that_outlives_its_segment_follows_as_a_document_of_its_own()
    {
        using var recording = new RecordedService();
        Activity request = recording.BeginRequest(Header);
        Activity late = recording.BeginWork("late")!;
        Activity child = recording.BeginWork("finished child of the late one")!;
        child.Stop();
        recording.EndRequest(request);
        recording.Live.IsEmpty.Should().BeFalse("one subsegment is still running");

        Activity.Current = late;
        Activity later = recording.BeginWork("begun after the segment")!;
        later.Stop();
        late.Stop();

        IReadOnlyList<JsonObject> documents = recording.Documents.Parsed;
        documents.Should().HaveCount(4);
        JsonObject Of(string name) => documents.Single(d => d["name"]!.ToString() == name);
        Of("orders-api")["id"]!.ToString().Should().Be(request.SpanId.ToHexString());
        Of("late")["parent_id"]!.ToString().Should().Be(request.SpanId.ToHexString());
        Of("finished child of the late one")["parent_id"]!.ToString().Should().Be(late.SpanId.ToHexString());
        Of("begun after the segment")["parent_id"]!.ToString().Should().Be(late.SpanId.ToHexString());
        documents.Where(static d => d["name"]!.ToString() != "orders-api").Should()
            .OnlyContain(static d => d["type"]!.ToString() == "subsegment");
        recording.Live.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void An_activity_begun_from_an_id_finds_its_segment()
    {
        using var recording = new RecordedService();
        Activity request = recording.BeginRequest(Header);
        Activity parent = recording.BeginWork("parent")!;
        ActivityContext context = parent.Context;
        Activity.Current = null;
        using var source = new ActivitySource(recording.WorkSource);

        source.StartActivity("from a queue", ActivityKind.Internal, context)!.Stop();

        Activity.Current = parent;
        parent.Stop();
        recording.EndRequest(request);
        recording.Documents.Parsed.Single(static d => d["name"]!.ToString() == "from a queue")["parent_id"]!.ToString()
            .Should().Be(parent.SpanId.ToHexString());
    }

    [Fact]
    public void An_answer_that_comes_after_its_segment_is_nobody_elses()
    {
        using var recording = new RecordedService();
        Activity first = recording.BeginRequest(request: new ServerRequest { Method = "GET" });
        Activity straggler = recording.BeginWork("straggler")!;
        recording.EndRequest(first, new ServerResponse { Status = 200 });
        recording.Recorder.SetResponse(first, new ServerResponse { Status = 503 });
        straggler.Stop();

        Activity.Current = null;
        Activity second = recording.BeginRequest(request: new ServerRequest { Method = "GET" });
        recording.EndRequest(second, new ServerResponse { Status = 201 });

        recording.Documents.Parsed[^1]["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(201);
    }

    [Fact]
    public void An_activity_nobody_listens_to_does_not_break_the_tree()
    {
        using var recording = new RecordedService();
        Activity request = recording.BeginRequest(Header);
        using Activity between = new Activity("a library's own").Start();

        recording.BeginWork("work")!.Stop();

        between.Stop();
        recording.EndRequest(request);
        recording.Documents.Single["subsegments"]!.AsArray().Single()!["name"]!.ToString().Should().Be("work");
    }

    [Fact]
    public void A_full_table_leaves_requests_unsampled_and_says_so()
    {
        using var recording = new RecordedService(static options => options.MaxLiveTraces = 16);
        var requests = new List<Activity>();
        for (int i = 0; i < 100; i++)
        {
            Activity.Current = null;
            requests.Add(recording.BeginRequest());
        }

        recording.Statistics.Sampled.Should().BeInRange(16, 32);
        (recording.Statistics.Sampled + recording.Statistics.Unsampled).Should().Be(100);
        requests.ForEach(activity => recording.EndRequest(activity));
        recording.Documents.Texts.Should().HaveCount((int)recording.Statistics.Sampled);
        recording.Live.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Subsegments_that_never_end_make_room_in_the_end_and_are_counted()
    {
        using var recording = new RecordedService(static options => options.MaxLiveTraces = 16);
        for (int i = 0; i < 200; i++)
        {
            Activity.Current = null;
            Activity request = recording.BeginRequest();
            recording.BeginWork("never ends");
            recording.EndRequest(request);
        }

        recording.Statistics.Sampled.Should().Be(200);
        recording.Documents.Texts.Should().HaveCount(200);
        recording.Documents.Lost["unfinished"].Should().Be(200 - recording.Live.Count);
    }

    [Fact]
    public void Parallel_requests_with_parallel_work_are_all_written_under_contention()
    {
        using var recording = new RecordedService();

        Parallel.For(0, 500, _ =>
        {
            Activity.Current = null;
            Activity request = recording.BeginRequest();
            Parallel.For(0, 8, _ =>
            {
                Activity.Current = request;
                recording.BeginWork("work")!.Stop();
            });
            Activity.Current = request;
            recording.EndRequest(request);
        });

        IReadOnlyList<JsonObject> documents = recording.Documents.Parsed;
        documents.Should().HaveCount(500);
        documents.Should().OnlyContain(static document => document["subsegments"]!.AsArray().Count == 8);
        recording.Live.IsEmpty.Should().BeTrue();
    }
}
