using System.Diagnostics;
using System.Net;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Recording;

/// <summary>A sender with a writer of its own gets activities instead of documents, complete with what only the recorder knows.</summary>
public sealed class ActivityRecordTests
{
    private static readonly ServerRequest Request = new()
    {
        Method = "GET",
        Scheme = "https",
        Host = "shop.example",
        Path = "/pay/7",
        Query = "?card=4111&x",
        RemoteAddress = IPAddress.Parse("::ffff:10.0.0.7"),
    };

    [Fact]
    public void Each_segment_and_subsegment_is_a_record()
    {
        using var service = new RecordedService(writer: new TagWriter());

        Activity request = service.BeginRequest(request: Request);
        service.BeginWork("pack")!.Stop();
        service.EndRequest(request, new ServerResponse { Status = 503, Route = "/pay/{id}" });

        service.Documents.Texts.Should().HaveCount(2);
        service.Documents.Texts[0].Should().StartWith("pack\nstatus=Unset");
        service.Documents.Texts[1].Split('\n').Should().Contain([
            "GET /pay/{id}", "status=Error", "http.request.method=GET", "url.path=/pay/7", "url.query=card=***&x", "http.route=/pay/{id}",
            "client.address=10.0.0.7", "http.response.status_code=503"]);
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "53995c3f42cd8ad8")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", "0000000000000000")]
    public void A_segment_has_the_parent_that_its_header_names_and_no_other(string header, string parent)
    {
        using var service = new RecordedService(writer: new TagWriter());

        Activity request = service.BeginRequest(header);
        service.EndRequest(request);

        service.Documents.Texts.Should().ContainSingle().Which.Should().Contain($"parent={parent}");
    }

    [Fact]
    public void A_subsegment_has_the_nearest_parent_that_is_recorded()
    {
        using var service = new RecordedService(writer: new TagWriter());

        Activity request = service.BeginRequest();
        using (var between = new Activity("nobody's"))
        {
            between.Start();
            service.BeginWork("pack")!.Stop();
        }

        service.EndRequest(request);

        service.Documents.Texts[0].Should().StartWith("pack\n").And.Contain($"parent={request.SpanId}");
    }

    [Fact]
    public void The_text_of_a_query_loses_its_literals()
    {
        using var service = new RecordedService(writer: new TagWriter());

        Activity request = service.BeginRequest();
        Activity query = service.BeginWork("query", ActivityKind.Client)!;
        query.SetTag("db.system", "postgresql").SetTag("db.statement", "SELECT * FROM cards WHERE number = '4111'");
        query.Stop();
        service.EndRequest(request);

        service.Documents.Texts[0].Should().Contain("db.query.text=SELECT * FROM cards WHERE number = ?").And.NotContain("4111");
    }

    [Fact]
    public void What_cannot_be_written_is_counted_and_costs_nothing_else()
    {
        using var service = new RecordedService(writer: new TagWriter());

        Activity request = service.BeginRequest();
        service.BeginWork("refused")!.Stop();
        service.EndRequest(request);

        service.Documents.Texts.Should().ContainSingle();
        service.Documents.Lost.Should().Equal(new Dictionary<string, long> { ["internal"] = 1 });
        service.Statistics.HookFailures.Should().Be(1);
    }

    [Fact]
    public void Nothing_is_announced_while_it_is_in_progress()
    {
        using var service = new RecordedService(writer: new TagWriter());

        Activity request = service.BeginRequest();
        service.Recorder.Announce(DateTime.MaxValue);
        service.Documents.Texts.Should().BeEmpty();
        service.EndRequest(request);

        service.Documents.Texts.Should().ContainSingle();
    }
}
