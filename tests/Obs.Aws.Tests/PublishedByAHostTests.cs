using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Aws.Tests;

/// <summary>From an instrument to the wire and back, with nothing replaced but CloudWatch itself.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class PublishedByAHostTests
{
    [Fact]
    public async Task What_was_measured_is_published_before_the_process_ends()
    {
        await using FakeAwsEndpoint cloudWatch = await FakeAwsEndpoint.StartAsync();
        using var environment = new EnvironmentVariables();
        IHost host = Host(cloudWatch.Url, new ManualTimeProvider()); // A stop ends with its work, not with its time.
        DeliveryAccounts accounts = host.Services.GetRequiredService<DeliveryAccounts>();
        await host.StartAsync();

        BusinessCounter purchases = host.Services.GetRequiredService<BusinessMetrics>().CreateCounter("Purchases", "Category");
        purchases.Add(2, "books");
        purchases.Add(3, "books");
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        JsonNode body = cloudWatch.Requests.Single().Decoded;
        ((string?)body["Namespace"]).Should().Be("Obs/Business");
        JsonNode datum = body["MetricData"]!.AsArray().Single()!;
        ((string?)datum["MetricName"], (double)datum["Value"]!, (string?)datum["Unit"]).Should().Be(("Purchases", 5, "Count"));
        DeliveryAccount account = accounts.Read().Single(static a => a.Signal == "metrics");
        (account.Accepted, account.Delivered, account.Buffered).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_reached_stops_neither_start_nor_stop_and_the_loss_is_counted()
    {
        using var environment = new EnvironmentVariables();
        IHost host = Host("http://127.0.0.1:1", TimeProvider.System);
        DeliveryAccounts accounts = host.Services.GetRequiredService<DeliveryAccounts>();
        await host.StartAsync();

        host.Services.GetRequiredService<BusinessMetrics>().CreateCounter("Purchases").Add(1);
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync().AsTask().WaitAsync(Patience.Limit);

        DeliveryAccount account = accounts.Read().Single(static a => a.Signal == "metrics");
        (account.Accepted, account.Delivered, account.Buffered, account.Dropped[DropReasons.Stopped]).Should().Be((1, 0, 0, 1));
    }

    private static IHost Host(string url, TimeProvider time) => new HostBuilder()
        .ConfigureServices(services => services.AddSingleton(time).AddObsMetrics().AddObsAws(options =>
        {
            options.ServiceUrl = url;
            options.RequestTimeout = TimeSpan.FromMinutes(5);
        }))
        .Build();
}
