using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Obs.Tracing;

namespace Obs.OpenTelemetry.Tests;

/// <summary>Whose child a span says it is: nobody's that the receiver cannot know, unless another service sends it.</summary>
[Collection(OneEnvironment.Name)]
public sealed class ParentTests
{
    private const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private const uint ContextHasIsRemote = 0x100;
    private const uint ContextIsRemote = 0x200;

    [Fact]
    public async Task A_segment_that_another_service_called_keeps_its_parent_and_says_that_it_is_remote()
    {
        IReadOnlyList<ReceivedSpan> spans = await SendAsync(
            static service => Order(service, $"{Trace};Parent=53995c3f42cd8ad8;Sampled=1"));

        ReceivedSpan order = spans.Should().ContainSingle().Which;
        (order.Name, order.ParentId, order.Flags & (ContextHasIsRemote | ContextIsRemote))
            .Should().Be(("order", "53995c3f42cd8ad8", ContextHasIsRemote | ContextIsRemote));
    }

    [Fact]
    public async Task A_segment_whose_header_names_a_trace_alone_is_the_first_of_it()
    {
        IReadOnlyList<ReceivedSpan> spans = await SendAsync(static service => Order(service, $"{Trace};Sampled=1"));

        ReceivedSpan order = spans.Should().ContainSingle().Which;
        (order.Name, order.ParentId, order.Flags & ContextIsRemote).Should().Be(("order", "", 0u));
    }

    [Fact]
    public async Task A_subsegment_is_the_child_of_the_nearest_that_is_sent_too()
    {
        IReadOnlyList<ReceivedSpan> spans = await SendAsync(static service =>
        {
            using Activity order = service.Source.StartActivity("order")!;
            using Activity between = new Activity("nobody's").Start();
            service.Source.StartActivity("pack")!.Dispose();
        });

        spans.Select(static span => span.Name).Should().BeEquivalentTo("order", "pack");
        spans.Single(static span => span.Name == "pack").ParentId.Should().Be(spans.Single(static span => span.Name == "order").SpanId);
        spans.Single(static span => span.Name == "order").ParentId.Should().BeEmpty();
    }

    [Fact]
    public void A_request_without_a_span_or_a_parent_stays_as_it_is()
    {
        byte[][] requests =
        [
            [], [0x0A, 0x00], [0x0A, 0x02, 0x12, 0x00], [0x0A, 0x04, 0x12, 0x02, 0x12, 0x00], [0x0A, 0x7F], [0xFF, 0xFF], [0x0B],
        ];

        foreach (byte[] request in requests)
        {
            byte[] copy = [.. request];
            SpanParent.Set(copy, default).Should().Be(request.Length);
            copy.Should().Equal(request);
        }
    }

    private static void Order(Service service, string header)
    {
        TraceHeader.TryParse(header, out TraceHeader cause).Should().BeTrue();
        using SubsegmentScope order = service.Services.GetRequiredService<Tracer>().BeginSegment("order", cause);
    }

    private static async Task<IReadOnlyList<ReceivedSpan>> SendAsync(Action<Service> work)
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using Service service = await Service.StartAsync(("Observability:OpenTelemetry:Endpoint", receiver.Url));
        work(service);
        await service.StopAsync();
        return [.. receiver.Requests.SelectMany(static request => ReceivedSpan.ReadAll(request.Inflated))];
    }
}
