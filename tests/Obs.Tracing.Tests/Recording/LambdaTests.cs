using System.Diagnostics;
using System.Text.Json.Nodes;
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

    private static RecordedService Create(string? header) => new(
        configure: null,
        name => name == LambdaContext.TaskRootVariable ? "/var/task" : name == LambdaContext.TraceVariable ? header : null);
}
