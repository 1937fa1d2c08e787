using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Links to other traces, and which part had to come before which.</summary>
public sealed class LinkTests : IDisposable
{
    private const string First = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    private const string Second = "00-4efaaf4d1e8720b39541901950019ee5-00f067aa0ba902b7-01";

    private readonly RecordedService _recording = new();

    private Tracer Tracer => new(_recording.Recorder, _recording.Statistics, null!);

    public void Dispose() => _recording.Dispose();

    [Fact]
    public void A_batch_of_messages_is_linked_to_the_trace_of_each()
    {
        using (SubsegmentScope batch = Tracer.BeginSegment("orders queue"))
        {
            batch.AddLink(First).AddLink(Second).AddLink("nonsense").AddLink((string?)null)
                .AddLink("Root=1-5759e988-bd862e3fe1be46a994272794");
        }

        _recording.Documents.Single["links"]!.ToJsonString().Should().Be(
            """[{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"53995c3f42cd8ad8"},"""
            + """{"trace_id":"1-4efaaf4d-1e8720b39541901950019ee5","id":"00f067aa0ba902b7"},{"trace_id":"1-5759e988-bd862e3fe1be46a994272794"}]""");
    }

    [Fact]
    public void The_links_of_any_activity_are_written_with_their_tags()
    {
        using var source = new ActivitySource("Obs.Tests.Links");
        Activity request = _recording.BeginRequest();
        ActivityContext.TryParse(Second, null, isRemote: true, out ActivityContext other);
        source.StartActivity(
            ActivityKind.Consumer, links: [new ActivityLink(other, new ActivityTagsCollection { ["message id"] = 7 })])!.Stop();
        _recording.EndRequest(request);

        _recording.Documents.Single["subsegments"]![0]!["links"]!.ToJsonString().Should().Be(
            """[{"trace_id":"1-4efaaf4d-1e8720b39541901950019ee5","id":"00f067aa0ba902b7","attributes":{"message_id":7}}]""");
    }

    [Fact]
    public void Beyond_a_hundred_links_the_document_says_how_many_there_were()
    {
        Activity request = _recording.BeginRequest();
        ActivityContext.TryParse(Second, null, isRemote: true, out ActivityContext other);
        for (int i = 0; i < 250; i++)
        {
            request.AddLink(new ActivityLink(other));
        }

        _recording.EndRequest(request);

        JsonObject document = _recording.Documents.Single;
        document["links"]!.AsArray().Should().HaveCount(100);
        document["metadata"]!["obs:links"]!["total"]!.GetValue<int>().Should().Be(250);
    }

    [Fact]
    public void A_subsegment_names_the_ones_that_had_to_come_before_it()
    {
        Activity request = _recording.BeginRequest();
        SubsegmentScope load = Tracer.BeginSubsegment("load");
        load.Dispose();
        SubsegmentScope check = Tracer.BeginSubsegment("check").AddPrecursor(default);
        check.Dispose();
        using (Tracer.BeginSubsegment("pay").AddPrecursor(load).AddPrecursor(check))
        {
            XRayRecorder.AddPrecursorId("00000000000000b1");
            XRayRecorder.AddPrecursorId("no id");
        }

        _recording.EndRequest(request);

        JsonArray parts = _recording.Documents.Single["subsegments"]!.AsArray();
        parts[1]!.AsObject().ContainsKey("precursor_ids").Should().BeFalse();
        parts[2]!["precursor_ids"]!.AsArray().Select(static id => id!.ToString()).Should().Equal(
            parts[0]!["id"]!.ToString(), parts[1]!["id"]!.ToString(), "00000000000000b1");
        parts[2]!.AsObject().ContainsKey("metadata").Should().BeFalse();
    }

    [Fact]
    public void Where_nothing_records_links_and_precursors_are_no_ops()
    {
        default(SubsegmentScope).AddLink(First).AddPrecursor(default).IsRecording.Should().BeFalse();
    }

    [Fact]
    public void A_message_goes_on_in_the_trace_it_brought()
    {
        TraceHeader.TryParse(First, out TraceHeader header).Should().BeTrue();

        Tracer.BeginSegment("handle order", header).Dispose();

        JsonObject document = _recording.Documents.Single;
        document["trace_id"]!.ToString().Should().Be("1-5759e988-bd862e3fe1be46a994272793");
        document["parent_id"]!.ToString().Should().Be("53995c3f42cd8ad8");
    }

    [Fact]
    public void A_message_whose_sender_was_not_sampled_is_not_sampled_either()
    {
        TraceHeader.TryParse(First.Replace("Sampled=1", "Sampled=0", StringComparison.Ordinal), out TraceHeader header).Should().BeTrue();

        Tracer.BeginSegment("handle order", header).Dispose();

        _recording.Documents.Texts.Should().BeEmpty();
    }

    [Fact]
    public void Work_without_a_header_begins_a_trace_of_its_own()
    {
        using (Activity outer = _recording.BeginRequest())
        {
            Tracer.BeginSegment("handle order", default(TraceHeader)).Dispose();
            Activity.Current.Should().BeSameAs(outer);
        }

        _recording.Documents.Parsed[0].ContainsKey("parent_id").Should().BeFalse();
    }
}
