using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Tracing.Tests;

/// <summary>What people write, on a host of its own: background work, no web server.</summary>
[Collection(Recording.Alone.Name)]
public sealed class TracerTests : IAsyncLifetime
{
    private readonly KeptDocuments _sender = new();
    private IHost _host = null!;

    private Tracer Tracer => _host.Services.GetRequiredService<Tracer>();

    public Task InitializeAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
        [
            new("Observability:Tracing:Sampling:FixedRate", "1"), new("Observability:Tracing:ServiceName", "wrong"),
            new("Observability:Tracing:Sampling:Rules:0:Name", "reports"),
            new("Observability:Tracing:Sampling:Rules:0:ServiceName", "work*"),
            new("Observability:Tracing:Sampling:Rules:0:FixedRate", "1"), new("Observability:Tracing:Sampling:Rules:0:Priority", "7"),
        ]);
        builder.Services.AddKeyedSingleton<IBatchSender>("traces", _sender);
        builder.Services.AddObsTracing(static options => options.ServiceName = "worker");
        builder.Services.AddObsTracing();
        _host = builder.Build();
        return _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public void Code_wins_over_configuration_on_the_second_call_too()
    {
        TracingOptions options = _host.Services.GetRequiredService<IOptions<TracingOptions>>().Value;

        options.ServiceName.Should().Be("worker");
        options.Sampling.FixedRate.Should().Be(1);
        options.Sampling.SkipPaths.Should().HaveCount(3);
        options.Sampling.Rules.Should().ContainSingle().Which.Priority.Should().Be(7);
        Tracer.Statistics.Rules.Select(static rule => rule.Name).Should().Equal("reports", "Default");
    }

    [Fact]
    public async Task Work_that_no_request_asked_for_becomes_a_segment()
    {
        using (SubsegmentScope segment = Tracer.BeginSegment("nightly report"))
        {
            segment.IsRecording.Should().BeTrue();
            using SubsegmentScope scope = Tracer.BeginSubsegment("load").Annotate("rows", 3).Annotate("ok", true)
                .AddMetadata("app", "state", "fine");
            Tracer.Current.Annotate("through current", "yes");
            await Tracer.TraceAsync("inside", static async () => await Task.Yield());
        }

        JsonObject document = await DocumentAsync();
        document["name"]!.ToString().Should().Be("nightly report");
        JsonNode load = document["subsegments"]!.AsArray().Single()!;
        load["annotations"]!.ToJsonString().Should().Be("""{"rows":3,"ok":true,"through_current":"yes"}""");
        load["metadata"]!.ToJsonString().Should().Be("""{"app":{"state":"fine"}}""");
        load["subsegments"]!.AsArray().Single()!["name"]!.ToString().Should().Be("inside");
        Activity.Current.Should().BeNull();
    }

    [Fact]
    public async Task A_delegate_that_throws_is_recorded_and_thrown_on()
    {
        using (Tracer.BeginSegment("job"))
        {
            Tracer.Invoking(static tracer => tracer.Trace("throwing", static () => throw new InvalidOperationException("boom")))
                .Should().Throw<InvalidOperationException>().WithMessage("boom");
            Tracer.Trace("ok", static () => 42).Should().Be(42);
        }

        JsonNode[] parts = [.. (await DocumentAsync())["subsegments"]!.AsArray().Select(static part => part!)];
        parts[0]["fault"]!.GetValue<bool>().Should().BeTrue();
        parts[0]["cause"]!["exceptions"]![0]!["message"]!.ToString().Should().Be("boom");
        parts[1]["name"]!.ToString().Should().Be("ok");
        parts[1].AsObject().ContainsKey("fault").Should().BeFalse();
    }

    [Fact]
    public void Outside_of_any_trace_everything_is_a_no_op_without_memory()
    {
        Allocations.PerCall(Use).Should().Be(0);

        void Use()
        {
            using SubsegmentScope scope = Tracer.BeginSubsegment("nothing");
            scope.Annotate("a", 1).Annotate("b", "c").Annotate("d", 1.5).Annotate("e", true).AddMetadata("f", "g", "h").SetUser("i")
                .MarkFault();
            Tracer.Current.Annotate("j", 2);
        }
    }

    [Fact]
    public async Task What_is_added_to_a_segment_that_is_not_sampled_takes_no_memory()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddKeyedSingleton<IBatchSender>("traces", _sender);
        builder.Services.AddObsTracing(static options => (options.Sampling.ReservoirPerSecond, options.Sampling.FixedRate) = (0, 0));
        using IHost host = builder.Build();
        await host.StartAsync();

        using (SubsegmentScope segment = host.Services.GetRequiredService<Tracer>().BeginSegment("job"))
        {
            segment.IsRecording.Should().BeFalse();
            Activity.Current.Should().NotBeNull("the trace id still travels");
            Allocations.PerCall(() => segment.Annotate("a", 1).AddMetadata("b", "c", "d").SetUser("e").MarkFault()).Should().Be(0);
        }

        await host.StopAsync();
    }

    [Fact]
    public void An_exception_that_cannot_be_described_is_the_one_the_application_gets()
    {
        using var other = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Obs.", StringComparison.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(other);

        using (Tracer.BeginSegment("job"))
        {
            Tracer.Invoking(static tracer => tracer.Trace("work", static () => throw new IndescribableException()))
                .Should().ThrowExactly<IndescribableException>();
        }
    }

    private async Task<JsonObject> DocumentAsync()
    {
        using var deadline = new CancellationTokenSource(Patience.Limit);
        await Tracer.FlushAsync(deadline.Token);
        return JsonNode.Parse(_sender.Texts.Single())!.AsObject();
    }

    private sealed class KeptDocuments : IBatchSender
    {
        public List<string> Texts { get; } = [];

        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                Texts.Add(Encoding.UTF8.GetString(batch[i].Span));
            }

            return ValueTask.FromResult(SendResult.Delivered);
        }
    }

    private sealed class IndescribableException : Exception
    {
        public override string Message => "indescribable";

        public override string ToString() => throw new NotSupportedException();
    }
}
