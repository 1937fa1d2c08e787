using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.AspNetCore.Logging;
using Obs.AspNetCore.Tracing;
using Obs.Delivery;
using Obs.Logging;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>What a request costs beyond the activity that the platform makes for it as soon as anybody listens (416 bytes).</summary>
[Collection(Alone.Name)]
public sealed class RequestAllocationTests
{
    private const int Windows = 10;
    private const int Rounds = 300;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unsampled_request_costs_nothing_beyond_its_activity(bool hasTailRule)
    {
        double bare = await MeasureBareAsync();
        double ours = await MeasureAsync(services =>
        {
            AddTracing(services, fixedRate: 0);
            services.Configure<TracingOptions>(options => options.Sampling.Tail.Faults = hasTailRule);
        });

        (ours - bare).Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_sampled_request_costs_nothing_beyond_its_activity_either()
    {
        double bare = await MeasureBareAsync();
        double ours = await MeasureAsync(static services => AddTracing(services, fixedRate: 1));

        (ours - bare).Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_request_that_is_not_logged_costs_nothing_for_it()
    {
        double bare = await MeasureBareAsync();
        double ours = await MeasureAsync(static services =>
        {
            AddTracing(services, fixedRate: 0);
            services.AddRequestLogging();
            services.Configure<LoggingOptions>(static options => options.Enabled = false);
        });

        (ours - bare).Should().BeLessThanOrEqualTo(1);
    }

    private static void AddTracing(IServiceCollection services, double fixedRate)
    {
        services.AddAspNetCoreTracing();
        services.AddKeyedSingleton<IBatchSender>("traces", new Nowhere());
        services.Configure<TracingOptions>(options => (options.Sampling.FixedRate, options.Sampling.ReservoirPerSecond) = (fixedRate, 0));
    }

    private static async Task<double> MeasureBareAsync()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return await MeasureAsync(static _ => { });
    }

    private static async Task<double> MeasureAsync(Action<IServiceCollection> configure)
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

        // The least of several windows: in the others the delivery queue may have grown because its sender got no turn.
        return Enumerable.Range(0, Windows).Min(_ => MeasureWindow(server));
    }

    private static double MeasureWindow(InlineServer server)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            server.Run();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds;
    }

    private sealed class Nowhere : IBatchSender
    {
        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken) =>
            ValueTask.FromResult(SendResult.Delivered);
    }
}
