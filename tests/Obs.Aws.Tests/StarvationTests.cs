using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Aws.Tests.Chaos;
using Obs.Metrics;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Aws.Tests;

/// <summary>A thread pool without a free thread, as an application that blocks makes it: metrics are published as often as
/// ever.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class StarvationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task F32_metrics_are_measured_closed_and_published_each_period_while_the_pool_is_starved()
    {
        int periods = Nightly.Rounds(2, 30);
        using var endpoint = new ThreadedEndpoint();
        using var environment = new EnvironmentVariables();
        IHost host = Host(endpoint.Url);
        await host.StartAsync();
        BusinessCounter purchases = host.Services.GetRequiredService<BusinessMetrics>().CreateCounter("Purchases");
        purchases.Add(1);
        endpoint.Take(); // A connection is opened while the pool has threads: a name may have to be looked up for it.
        TimeSpan longest = TimeSpan.Zero;
        using (new StarvedPool())
        {
            long last = Stopwatch.GetTimestamp();
            for (int i = 0; i < periods; i++)
            {
                purchases.Add(1);
                endpoint.Take().Should().Be("GraniteServiceVersion20100801.PutMetricData");
                TimeSpan took = Stopwatch.GetElapsedTime(last);
                last = Stopwatch.GetTimestamp();
                longest = i > 0 && took > longest ? took : longest;
            }

            StarvedPool.IsStarved.Should().BeTrue();
        }

        output.WriteLine($"{periods} publications, the longest after {longest / Period:F2} periods");
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        if (Nightly.IsNow)
        {
            longest.Should().BeLessThanOrEqualTo(2 * Period);
        }
    }

    private static IHost Host(string url) => new HostBuilder()
        .ConfigureServices(services => services.AddObsMetrics(static options => options.Interval = Period).AddObsAws(options =>
        {
            options.ServiceUrl = url;
            options.PublishInterval = Period;
        }))
        .Build();
}
