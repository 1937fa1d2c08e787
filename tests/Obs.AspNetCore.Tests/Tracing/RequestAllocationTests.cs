using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.AspNetCore.Logging;
using Obs.AspNetCore.Tracing;
using Obs.Delivery;
using Obs.Logging;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>What a request costs beyond the activity that the platform makes for it as soon as anybody listens (416 bytes).</summary>
[Collection(Alone.Name)]
public sealed class RequestAllocationTests
{
    private const int Rounds = 10;
    private const int Calls = 300;
    private const long Once = long.MaxValue - 1; // Whatever a round takes is few enough.

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unsampled_request_costs_nothing_beyond_its_activity(bool hasTailRule)
    {
        long bare = await MeasureBareAsync();
        long ours = await MeasureAsync(bare, services =>
        {
            AddTracing(services, fixedRate: 0);
            services.Configure<TracingOptions>(options => options.Sampling.Tail.Faults = hasTailRule);
        });

        ours.Should().BeLessThanOrEqualTo(bare);
    }

    [Fact]
    public async Task A_sampled_request_costs_nothing_beyond_its_activity_either()
    {
        long bare = await MeasureBareAsync();
        long ours = await MeasureAsync(bare, static services => AddTracing(services, fixedRate: 1));

        ours.Should().BeLessThanOrEqualTo(bare);
    }

    [Fact]
    public async Task A_request_that_is_not_logged_costs_nothing_for_it()
    {
        long bare = await MeasureBareAsync();
        long ours = await MeasureAsync(bare, static services =>
        {
            AddTracing(services, fixedRate: 0);
            services.AddRequestLogging();
            services.Configure<LoggingOptions>(static options => options.Enabled = false);
        });

        ours.Should().BeLessThanOrEqualTo(bare);
    }

    private static void AddTracing(IServiceCollection services, double fixedRate)
    {
        services.AddAspNetCoreTracing();
        services.AddKeyedSingleton<IBatchSender>("traces", new Nowhere());
        services.Configure<TracingOptions>(options => (options.Sampling.FixedRate, options.Sampling.ReservoirPerSecond) = (fixedRate, 0));
    }

    private static async Task<long> MeasureBareAsync()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return await MeasureAsync(null, static _ => { });
    }

    private static async Task<long> MeasureAsync(long? wanted, Action<IServiceCollection> configure)
    {
        using var server = new InlineServer();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        configure(builder.Services);
        builder.Services.AddSingleton<IServer>(server);
        await using WebApplication app = builder.Build();
        app.Run(static _ => Task.CompletedTask);
        await app.StartAsync();

        // The least of several rounds: in the others the delivery queue may have grown because its sender got no turn.
        return wanted is { } few
            ? Allocations.PerCall(server.Run, few, Calls)
            : Enumerable.Range(0, Rounds).Min(_ => Allocations.PerCall(server.Run, Once, Calls));
    }

    private sealed class Nowhere : IBatchSender
    {
        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken) =>
            ValueTask.FromResult(SendResult.Delivered);
    }
}
