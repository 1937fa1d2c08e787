using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Obs.AspNetCore.Tests.Support;

namespace Obs.AspNetCore.Tests;

/// <summary>The one line, in a real service on a real port.</summary>
public sealed class ObservabilityTests
{
    [Fact]
    public async Task One_line_serves_the_metrics_of_every_operation_by_its_route()
    {
        await using TestService service = await TestService.StartAsync();
        await GetAsync(service, "/products/1", "/products/2", "/products/404", "/broken", "/nothing-here");

        JsonElement metrics = await service.WaitForMetricsAsync(static m => Count(m) == 5);

        metrics.GetProperty("service").GetString().Should().Be("catalogue");
        metrics.GetProperty("environment").GetString().Should().Be("test");
        JsonElement products = Operation(metrics, "GET /products/{id:int}");
        products.GetProperty("count").GetInt64().Should().Be(3);
        products.GetProperty("errors").GetInt64().Should().Be(1);
        products.GetProperty("p99").GetDouble().Should().BePositive();
        Operation(metrics, "GET /broken").GetProperty("faults").GetInt64().Should().Be(1);
        metrics.GetProperty("operations").EnumerateArray().Select(static o => o.GetProperty("operation").GetString())
            .Should().NotContain(static name => name!.Contains("nothing-here"), "a raw path is never a name");
    }

    [Fact]
    public async Task Requests_equal_sampled_and_unsampled_and_reading_the_metrics_is_neither()
    {
        await using TestService service = await TestService.StartAsync();
        await GetAsync(service, "/products/1", "/products/2", "/products/3");

        JsonElement metrics = await service.WaitForMetricsAsync(static m => Count(m) == 3);

        JsonElement tracing = metrics.GetProperty("tracing");
        (tracing.GetProperty("sampled").GetInt64() + tracing.GetProperty("unsampled").GetInt64()).Should().Be(3);
    }

    [Fact]
    public async Task A_classic_Startup_class_needs_no_more_than_the_line()
    {
        await using TestService service = await TestService.StartClassicAsync();
        await GetAsync(service, "/products/1");

        JsonElement metrics = await service.WaitForMetricsAsync(static m => Count(m) == 1);

        Operation(metrics, "GET /products/{id:int}").GetProperty("count").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task Calling_it_twice_counts_once()
    {
        await using TestService service = await TestService.StartAsync(configure: static builder => builder.Services.AddObservability());
        await GetAsync(service, "/products/1");

        JsonElement metrics = await service.WaitForMetricsAsync(static m => Count(m) >= 1);

        Count(metrics).Should().Be(1);
        metrics.GetProperty("tracing").GetProperty("sampled").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task Switched_off_the_endpoint_does_not_exist_and_the_service_answers()
    {
        await using TestService service = await TestService.StartAsync(new() { ["Observability:Enabled"] = "false" });

        (await service.Client.GetAsync("/api/metrics")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await service.Client.GetStringAsync("/products/7")).Should().Be("product 7");
    }

    [Fact]
    public async Task Wrong_settings_of_all_signals_stop_the_start_together()
    {
        Func<Task> start = () => TestService.StartAsync(new()
        {
            ["Observability:Endpoint:Path"] = "metrics",
            ["Observability:Tracing:Sampling:FixedRate"] = "7",
            ["Observability:Metrics:SignificantDigits"] = "9",
        });

        Exception failure = (await start.Should().ThrowAsync<Exception>()).Which;

        IEnumerable<string> messages = failure is AggregateException all
            ? all.InnerExceptions.Select(static e => e.Message)
            : [failure.Message];
        string.Join('\n', messages).Should()
            .Contain("Observability:Endpoint:Path").And.Contain("\"metrics\"")
            .And.Contain("Observability:Tracing:Sampling:FixedRate").And.Contain("7")
            .And.Contain("Observability:Metrics:SignificantDigits").And.Contain("9");
        failure.Should().Match(static e => e is OptionsValidationException || e is AggregateException);
    }

    private static async Task GetAsync(TestService service, params string[] paths)
    {
        foreach (string path in paths)
        {
            using HttpResponseMessage response = await service.Client.GetAsync(path);
        }
    }

    private static long Count(JsonElement metrics) => metrics.GetProperty("totals").GetProperty("count").GetInt64();

    private static JsonElement Operation(JsonElement metrics, string name) =>
        metrics.GetProperty("operations").EnumerateArray().Single(o => o.GetProperty("operation").GetString() == name);
}
