using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

public sealed class SegmentMetadataTests
{
    [Fact]
    public void The_environment_stands_with_the_segment_and_with_no_subsegment()
    {
        using var recording = new RecordedService(static options => options.Environment = "staging");
        Activity request = recording.BeginRequest();
        recording.BeginWork("work")!.Stop();
        recording.EndRequest(request);

        JsonObject document = recording.Documents.Single;
        document["metadata"]!["service"]!["environment"]!.ToString().Should().Be("staging");
        document["subsegments"]![0]!.AsObject().ContainsKey("metadata").Should().BeFalse();
    }

    [Fact]
    public void Namespaces_that_we_use_too_hold_the_values_of_the_application_as_well()
    {
        using var recording = new RecordedService(static options => options.Environment = "staging");
        Activity request = recording.BeginRequest();
        var scope = new SubsegmentScope(request, recording.Recorder, isOwner: false);
        scope.AddMetadata("service", "team", "red").AddMetadata("http", "version", "2").AddMetadata("app", "state", "fine");
        recording.EndRequest(request, new ServerResponse { Status = 200, Route = "/orders/{id}" });

        JsonObject metadata = recording.Documents.Single["metadata"]!.AsObject();
        metadata.Select(static space => space.Key).Should().BeEquivalentTo("app", "http", "service");
        metadata["service"]!.ToJsonString().Should().Be("""{"environment":"staging","team":"red"}""");
        metadata["http"]!.ToJsonString().Should().Be("""{"route":"/orders/{id}","version":"2"}""");
    }
}
