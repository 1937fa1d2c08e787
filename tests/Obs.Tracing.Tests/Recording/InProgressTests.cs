using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Recording;

/// <summary>Work that takes long is announced while it runs, once, and completed later with the same id.</summary>
public sealed class InProgressTests : IDisposable
{
    private static readonly DateTime Later = RecordedService.Start.AddSeconds(20);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    private readonly RecordedService _recording = new();

    public void Dispose() => _recording.Dispose();

    [Fact]
    public void A_long_request_is_announced_once_and_completed_with_its_id()
    {
        Activity request = BeginLongRequest();
        request.SetTag("annotation.tenant", "acme");

        Announce();
        Announce();
        _recording.EndRequest(request, new ServerResponse { Status = 200 });

        IReadOnlyList<JsonObject> documents = _recording.Documents.Parsed;
        documents.Should().HaveCount(2);
        documents[0].Select(static field => field.Key).Should().Equal(
            "trace_id", "id", "start_time", "in_progress", "name", "aws", "annotations", "http", "service");
        documents[0]["in_progress"]!.GetValue<bool>().Should().BeTrue();
        documents[0]["http"]!.ToJsonString().Should().Be("""{"request":{"url":"http://shop/stream","method":"GET"}}""");
        documents[1]["id"]!.ToString().Should().Be(documents[0]["id"]!.ToString());
        documents[1].ContainsKey("in_progress").Should().BeFalse();
        documents[1]["end_time"].Should().NotBeNull();
        _recording.Live.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_request_that_is_over_in_time_is_not_announced()
    {
        Activity request = BeginLongRequest();

        _recording.Recorder.Announce(RecordedService.Start.AddSeconds(-1));
        _recording.EndRequest(request);

        _recording.Documents.Single["end_time"].Should().NotBeNull();
    }

    [Fact]
    public void A_long_subsegment_is_announced_and_completed_by_documents_of_its_own()
    {
        Activity request = BeginLongRequest();
        Activity work = _recording.BeginWorkAt("import", 5);
        Activity inner = _recording.BeginWorkAt("row", 10);

        Announce();
        RecordedService.EndAt(inner, 15_000);
        RecordedService.EndAt(work, 16_000);
        _recording.EndRequest(request);

        IReadOnlyList<JsonObject> documents = _recording.Documents.Parsed;
        documents.Select(static d => (Name(d), d.ContainsKey("in_progress"))).Should().Equal(
            ("orders-api", true), ("import", true), ("row", true), ("import", false), ("row", false), ("orders-api", false));
        documents[1].Select(static field => field.Key).Should()
            .Equal("trace_id", "id", "start_time", "in_progress", "parent_id", "name", "type");
        documents[1]["parent_id"]!.ToString().Should().Be(request.SpanId.ToHexString());
        documents[3]["id"]!.ToString().Should().Be(documents[1]["id"]!.ToString());
        documents[4]["parent_id"]!.ToString().Should().Be(work.SpanId.ToHexString());
        documents[5].ContainsKey("subsegments").Should().BeFalse("an independent subsegment would otherwise stand in the trace twice");
    }

    [Fact]
    public void What_has_finished_inside_a_long_segment_does_not_wait_for_its_end()
    {
        Activity request = BeginLongRequest();
        RecordedService.EndAt(_recording.BeginWorkAt("first", 5), 10);

        Announce();
        RecordedService.EndAt(_recording.BeginWorkAt("second", 20), 30);
        Announce();
        _recording.EndRequest(request);

        _recording.Documents.Parsed.Select(Name).Should().Equal("orders-api", "first", "second", "orders-api");
    }

    [Fact]
    public void In_Lambda_it_is_a_subsegment_that_is_in_progress()
    {
        using var recording = new RecordedService(configure: null, static name => name switch
        {
            LambdaContext.TaskRootVariable => "/var/task",
            LambdaContext.TraceVariable => "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
            _ => null,
        });
        Activity handler = recording.Recorder.StartSegment("handler")!;

        recording.Recorder.Announce(DateTime.MaxValue);
        handler.Stop();

        IReadOnlyList<JsonObject> documents = recording.Documents.Parsed;
        documents.Should().HaveCount(2).And.OnlyContain(
            static d => d["type"]!.ToString() == "subsegment" && d["parent_id"]!.ToString() == "53995c3f42cd8ad8");
        documents[0]["in_progress"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public void Whatever_an_application_has_put_in_the_announcement_fits()
    {
        Activity request = BeginLongRequest();
        for (int i = 0; i < 50; i++)
        {
            request.SetTag($"annotation.key{i}", new string('\u0001', 1_000));
        }

        Announce();
        _recording.EndRequest(request);

        _recording.Documents.Texts.Should().HaveCount(2).And.OnlyContain(static text => text.Length <= 64_000);
    }

    [Fact]
    public async Task The_loop_announces_by_the_clock()
    {
        using var loop = new LongWork(_recording.Recorder, After, _recording.Time);
        await loop.StartAsync(CancellationToken.None);
        Activity request = BeginLongRequest();

        await Eventually.PassAsync(() =>
        {
            _recording.Time.Advance(After / 2);
            _recording.Documents.Texts.Should().NotBeEmpty();
            return Task.CompletedTask;
        });

        (_recording.Time.GetUtcNow().UtcDateTime - RecordedService.Start).Should().BeGreaterThanOrEqualTo(After);
        _recording.Documents.Single.ContainsKey("in_progress").Should().BeTrue();
        _recording.EndRequest(request);
        await loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void A_complete_document_never_comes_before_the_announcement_under_contention()
    {
        using var stop = new CancellationTokenSource();
        var announcer = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _recording.Recorder.Announce(DateTime.MaxValue);
            }
        });
        announcer.Start();
        Parallel.For(0, 500, _ =>
        {
            Activity.Current = null;
            Activity request = _recording.BeginRequest();
            _recording.BeginWork("work")!.Stop();
            _recording.EndRequest(request);
        });
        stop.Cancel();
        announcer.Join(Patience.Limit).Should().BeTrue();

        foreach (IGrouping<string, JsonObject> same in _recording.Documents.Parsed.GroupBy(static d => d["id"]!.ToString()))
        {
            same.Select(static d => d.ContainsKey("in_progress")).Should()
                .BeInDescendingOrder().And.HaveCountLessThanOrEqualTo(2).And.EndWith(false);
        }

        _recording.Live.IsEmpty.Should().BeTrue();
    }

    private static string Name(JsonObject document) => document["name"]!.ToString();

    private Activity BeginLongRequest() =>
        _recording.BeginRequest(
            request: new ServerRequest { Method = "GET", Host = "shop", Path = "/stream" }, start: RecordedService.Start);

    private void Announce() => _recording.Recorder.Announce(Later - After);
}
