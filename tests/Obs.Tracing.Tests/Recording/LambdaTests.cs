using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Recording;

/// <summary>In AWS Lambda the service writes the segment; what we record are subsegments of it.</summary>
public sealed class LambdaTests
{
    private const string Header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=";

    [Fact]
    public void An_invocation_is_written_as_the_SDK_writes_it()
    {
        using RecordedService recording = Create(Header + "1;Lineage=a:1|b:2");
        Activity handler = recording.Recorder.StartSegment("handler")!;
        handler.SetStartTime(RecordedService.Start);
        handler.SetTag("annotation.cold", true);
        RecordedService.EndAt(recording.BeginWorkAt("child", 5), 10);
        RecordedService.EndAt(handler, 20);

        IReadOnlyList<JsonObject> documents = recording.Documents.Parsed;
        documents.Should().HaveCount(2);
        documents[0]["parent_id"]!.ToString().Should().Be(handler.SpanId.ToHexString());
        documents[0]["parent_id"] = "00000000000000b1";
        GoldenDocument.ShouldMatch(documents[0], "44-lambda-subsegments.001");
        GoldenDocument.ShouldMatch(documents[1], "44-lambda-subsegments.002");
        recording.Statistics.Sampled.Should().Be(1);
        recording.Statistics.Rules.Sum(static rule => rule.Requests).Should().Be(0, "the decision was Lambda's");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("?")]
    public void An_invocation_that_Lambda_does_not_sample_is_not_recorded(string decision)
    {
        using RecordedService recording = Create(Header + decision);

        recording.Recorder.StartSegment("handler")!.Stop();

        recording.Documents.Texts.Should().BeEmpty();
        recording.Statistics.Unsampled.Should().Be(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1")]
    [InlineData("nonsense")]
    public void Without_a_segment_of_Lambda_it_is_one_of_our_own(string? header)
    {
        using RecordedService recording = Create(header);

        recording.Recorder.StartSegment("handler")!.Stop();

        recording.Documents.Single.ContainsKey("type").Should().BeFalse();
    }

    [Fact]
    public void A_subsegment_begun_without_a_segment_is_one_of_Lambdas()
    {
        using RecordedService recording = Create(Header + "1");
        var tracer = new Tracer(recording.Recorder, recording.Statistics, null!);

        using (tracer.BeginSubsegment("load"))
        {
            tracer.BeginSubsegment("parse").Dispose();
        }

        tracer.Trace("save", static () => { });

        IReadOnlyList<JsonObject> documents = recording.Documents.Parsed;
        documents.Select(static d => d["name"]!.ToString()).Should().Equal("parse", "load", "save");
        documents.Should().OnlyContain(static d => d["type"]!.ToString() == "subsegment");
        documents[0]["parent_id"]!.ToString().Should().Be(documents[1]["id"]!.ToString());
        documents[1]["parent_id"]!.ToString().Should().Be("53995c3f42cd8ad8");
        Activity.Current.Should().BeNull();
    }

    [Fact]
    public void Work_with_a_header_of_its_own_stays_in_the_invocation_and_is_linked()
    {
        using RecordedService recording = Create(Header + "1");
        TraceHeader.TryParse("Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1", out TraceHeader message).Should()
            .BeTrue();

        new Tracer(recording.Recorder, recording.Statistics, null!).BeginSegment("handle", message).Dispose();

        JsonObject document = recording.Documents.Single;
        document["trace_id"]!.ToString().Should().Be("1-5759e988-bd862e3fe1be46a994272793");
        document["links"]!.ToJsonString().Should().Be("""[{"trace_id":"1-67891233-abcdef012345678912345678","id":"463ac35c9f6413ad"}]""");
    }

    [Fact]
    public void A_request_is_a_subsegment_of_the_invocation_with_its_http_block()
    {
        using RecordedService recording = Create(Header + "1");
        var request = new ServerRequest { Method = "GET", Scheme = "https", Host = "shop", Path = "/orders/7" };
        Activity activity = recording.BeginRequest(Header + "1", request);
        recording.BeginWork("load")!.Stop();
        activity.SetTag("annotation.cold", true);
        recording.EndRequest(activity, new ServerResponse { Status = 503, ContentLength = 12, Route = "/orders/{id}" });

        IReadOnlyList<JsonObject> documents = recording.Documents.Parsed;
        documents.Should().HaveCount(2);
        documents[0]["parent_id"]!.ToString().Should().Be(activity.SpanId.ToHexString());
        JsonObject document = documents[1];
        document["type"]!.ToString().Should().Be("subsegment");
        document["name"]!.ToString().Should().Be("orders-api");
        document["parent_id"]!.ToString().Should().Be("53995c3f42cd8ad8");
        document["fault"]!.GetValue<bool>().Should().BeTrue();
        document["annotations"]!.ToJsonString().Should().Be("""{"cold":true}""");
        document["http"]!.ToJsonString().Should().Be(
            """{"request":{"url":"https://shop/orders/7","method":"GET"},"response":{"status":503,"content_length":12}}""");
        document["metadata"]!["http"]!["route"]!.ToString().Should().Be("/orders/{id}");
        document.Select(static field => field.Key).Should().NotContain(["aws", "origin", "service", "user", "namespace"]);
        recording.Statistics.Rules.Sum(static rule => rule.Requests).Should().Be(0, "the decision was Lambda's");
    }

    [Fact]
    public void A_request_that_takes_long_is_a_subsegment_in_progress()
    {
        using RecordedService recording = Create(Header + "1");
        Activity activity = recording.BeginRequest(Header + "1", new ServerRequest { Method = "GET", Host = "shop", Path = "/slow" });

        recording.Recorder.Announce(DateTime.MaxValue);

        JsonObject document = recording.Documents.Single;
        document["in_progress"]!.GetValue<bool>().Should().BeTrue();
        document["type"]!.ToString().Should().Be("subsegment");
        document["http"]!["request"]!["url"]!.ToString().Should().Be("http://shop/slow");
        document.ContainsKey("service").Should().BeFalse();
        activity.Stop();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("?")]
    public void A_request_of_an_invocation_that_Lambda_does_not_sample_is_not_recorded(string decision)
    {
        using RecordedService recording = Create(Header + decision);

        recording.EndRequest(recording.BeginRequest(Header + decision, new ServerRequest { Method = "GET" }));

        recording.Documents.Texts.Should().BeEmpty();
        recording.Statistics.Unsampled.Should().Be(1);
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=0000000000000abc;Sampled=1")]
    [InlineData("Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData(null)]
    public void A_request_that_another_propagator_has_put_elsewhere_is_a_segment_there(string? parent)
    {
        using RecordedService recording = Create(Header + "1");

        recording.EndRequest(recording.BeginRequest(parent, new ServerRequest { Method = "GET" }));

        recording.Documents.Single.ContainsKey("type").Should().BeFalse();
    }

    [Fact]
    public void A_request_too_large_for_one_document_is_still_a_subsegment()
    {
        using RecordedService recording = Create(Header + "1");
        Activity activity = recording.BeginRequest(Header + "1", new ServerRequest { Method = "GET" });
        for (int i = 0; i < 20; i++)
        {
            activity.SetTag($"text{i}", new string('x', 4_000));
        }

        recording.EndRequest(activity);

        JsonObject document = recording.Documents.Single;
        document["type"]!.ToString().Should().Be("subsegment");
        document["metadata"]!["obs"]!["truncated"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public void A_server_takes_the_invocation_for_the_parent_whatever_the_gateway_sent()
    {
        var propagator = new ObsPropagator(new LambdaContext(Variables(Header + "1;Lineage=a:1|b:2")));

        Extract(propagator.Server).Should().Be(("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", null));
        Extract(propagator.Server, ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=463ac35c9f6413ad;Sampled=0"))
            .Should().Be(("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", null));
        Extract(propagator.Server, ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("tracestate", "a=1"))
            .Should().Be(("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", null));
        Extract(propagator.Server, ("traceparent", "00-5759e988bd862e3fe1be46a994272793-b7ad6b7169203331-01"), ("tracestate", "a=1"))
            .Should().Be(("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", "a=1"), "it belongs to the same trace");
        Extract(propagator, ("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1"))
            .TraceId.Should().Be("00-67891233abcdef012345678912345678-463ac35c9f6413ad-01", "a message is not the request");
    }

    [Fact]
    public void Calls_carry_on_the_lineage_by_which_Lambda_notices_loops()
    {
        var propagator = new ObsPropagator(new LambdaContext(Variables(Header + "1;Lineage=a:1|b:2")));
        using var call = new Activity("call");
        string? sent = null;

        propagator.Inject(
            call.SetIdFormat(ActivityIdFormat.W3C).Start(),
            carrier: null,
            (_, name, value) => sent = name == TraceHeader.Name ? value : sent);

        sent.Should().EndWith(";Lineage=a:1|b:2");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void Without_an_invocation_a_server_takes_what_was_sent(string? variable)
    {
        var propagator = new ObsPropagator(new LambdaContext(Variables(variable)));

        Extract(propagator.Server, ("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1"))
            .TraceId.Should().Be("00-67891233abcdef012345678912345678-463ac35c9f6413ad-01");
    }

    [Fact]
    public void Outside_of_Lambda_a_server_has_the_propagator_itself()
    {
        var propagator = new ObsPropagator(new LambdaContext(static _ => null));

        propagator.Server.Should().BeSameAs(propagator);
    }

    private static (string? TraceId, string? State) Extract(
        DistributedContextPropagator propagator, params (string Name, string Value)[] headers)
    {
        Dictionary<string, string> carrier = headers.ToDictionary(static h => h.Name, static h => h.Value);
        propagator.ExtractTraceIdAndState(
            carrier,
            static (object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
            {
                values = null;
                value = ((Dictionary<string, string>)carrier!).GetValueOrDefault(name);
            },
            out string? traceId,
            out string? state);
        return (traceId, state);
    }

    private static RecordedService Create(string? header) => new(configure: null, Variables(header));

    private static Func<string, string?> Variables(string? header) =>
        name => name == LambdaContext.TaskRootVariable ? "/var/task" : name == LambdaContext.TraceVariable ? header : null;
}
