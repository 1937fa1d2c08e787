using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Obs.Delivery;

namespace Obs.Testing.Tests;

public sealed class ObsTestingTests
{
    private static readonly Dictionary<string, string> Any = [];
    private static readonly TimeSpan LongCeiling = TimeSpan.FromMinutes(5); // For what comes; a busy machine may take its time.

    [Fact]
    public async Task What_an_application_sends_meets_expectations()
    {
        await using ObsTesting obs = await ObsTesting.StartAsync();
        await using WebApplication shop = await StartShopAsync(obs);
        using var client = new HttpClient { BaseAddress = new Uri(shop.Urls.First()) };

        await client.GetAsync(new Uri("/cart", UriKind.Relative));
        await obs.Traces.Matching("http.url CONTAINS \"/cart\"").ShouldNotBeEmptyAsync();
        await client.GetAsync(new Uri("/fails", UriKind.Relative));
        await obs.Traces.Matching("fault").ShouldCountAsync(1, 1);
        await obs.SettleAsync(shop.Services.GetRequiredService<DeliveryAccounts>());

        await obs.Traces.Matching("throttle").ShouldBeEmptyAsync();
        (await obs.Traces.Matching("http.url CONTAINS \"/\"").CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task An_expectation_that_is_not_met_says_what_is_there()
    {
        await using ObsTesting obs = await ObsTesting.StartAsync();
        obs.Ceiling = TimeSpan.FromMilliseconds(200);
        await PostAsync(
            obs,
            "TraceSegments",
            target: null,
            $$"""{"TraceSegmentDocuments":["{{Segment().Replace("\"", "\\\"", StringComparison.Ordinal)}}"]}""");

        await FluentActions.Awaiting(() => obs.Traces.Matching("fault").ShouldBeEmptyAsync())
            .Should().ThrowAsync<ObsExpectationException>()
            .WithMessage("Expected 0 traces, found 1: fault\n  1-5759e988-bd862e3fe1be46a994272793  fault  1000 ms  shop");
        await FluentActions.Awaiting(() => obs.Traces.Matching("throttle").ShouldNotBeEmptyAsync())
            .Should().ThrowAsync<ObsExpectationException>().WithMessage(
                "Expected at least 1 traces, found 0: throttle\nThe newest traces that arrived:\n  1-5759e988-bd862e3fe1be46a994272793  fault*");
        await FluentActions.Awaiting(() => obs.Traces.Matching("nonsense").ShouldBeEmptyAsync())
            .Should().ThrowAsync<ArgumentException>().WithMessage("*unknown keyword 'nonsense' at position 0*");
    }

    [Fact]
    public async Task An_expectation_waits_for_what_is_on_its_way()
    {
        await using ObsTesting obs = await ObsTesting.StartAsync();
        obs.Ceiling = LongCeiling;

        Task expected = obs.Traces.Matching("fault").ShouldNotBeEmptyAsync();
        bool early = expected.IsCompleted;
        await PostAsync(
            obs,
            "TraceSegments",
            target: null,
            $$"""{"TraceSegmentDocuments":["{{Segment().Replace("\"", "\\\"", StringComparison.Ordinal)}}"]}""");
        await expected;

        early.Should().BeFalse();
    }

    [Fact]
    public async Task Metrics_are_expected_by_name_and_dimensions()
    {
        await using ObsTesting obs = await ObsTesting.StartAsync();
        await PostAsync(obs, "", "GraniteServiceVersion20100801.PutMetricData", """
            {"Namespace":"Obs/Business","MetricData":[{"MetricName":"Orders","Values":[3,4],"Counts":[1,2],"Dimensions":[{"Name":"Plan","Value":"gold"}]}]}
            """);

        (await obs.Metrics.ShouldMeasureAsync("Obs/Business", "Orders", 3, Any)).Should().ContainSingle().Which.Sum.Should().Be(11);
        await obs.Metrics.ShouldMeasureAsync("Obs/Business", "Orders", 3, new Dictionary<string, string> { ["Plan"] = "gold" });
        obs.Ceiling = TimeSpan.FromMilliseconds(200);
        await FluentActions.Awaiting(
            () => obs.Metrics.ShouldMeasureAsync("Obs/Business", "Orders", 1, new Dictionary<string, string> { ["Plan"] = "free" }))
            .Should().ThrowAsync<ObsExpectationException>()
            .WithMessage("Expected at least 1 measurements of Obs/Business Orders, found 0. Received: Obs/Business Orders");
    }

    [Fact]
    public async Task Log_events_are_expected_by_what_stands_in_them()
    {
        await using ObsTesting obs = await ObsTesting.StartAsync();
        string now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await PostAsync(obs, "", "Logs_20140328.CreateLogGroup", """{"logGroupName":"/shop"}""");
        await PostAsync(obs, "", "Logs_20140328.CreateLogStream", """{"logGroupName":"/shop","logStreamName":"one"}""");
        await PostAsync(obs, "", "Logs_20140328.PutLogEvents", $$$"""
            {"logGroupName":"/shop","logStreamName":"one","logEvents":[{"timestamp":{{{now}}},"message":"{\"level\":\"Error\",\"message\":\"card declined\"}"}]}
            """);

        (await obs.Logs.ShouldContainAsync("declined")).Should().ContainSingle().Which.Level.Should().Be("Error");
        obs.Ceiling = TimeSpan.FromMilliseconds(200);
        await obs.Logs.ShouldNotContainAsync("password");
        await FluentActions.Awaiting(() => obs.Logs.ShouldNotContainAsync("declined")).Should().ThrowAsync<ObsExpectationException>()
            .WithMessage("*found 1*card declined*");
        await FluentActions.Awaiting(() => obs.Logs.ShouldContainAsync("password")).Should().ThrowAsync<ObsExpectationException>();
    }

    [Fact]
    public async Task What_the_application_still_holds_is_named_when_time_is_up()
    {
        await using ObsTesting obs = await ObsTesting.StartAsync();
        obs.Ceiling = TimeSpan.FromMilliseconds(100);
        using var accounts = new DeliveryAccounts();
        await using var queue = new DeliveryQueue(
            "traces", new StuckSender(), new DeliveryOptions { StopTimeout = TimeSpan.FromMilliseconds(1) }, TimeProvider.System, accounts);
        queue.TryEnqueue("x"u8);

        await FluentActions.Awaiting(() => obs.SettleAsync(accounts)).Should().ThrowAsync<ObsExpectationException>()
            .WithMessage("*still holds 1 of traces*");
    }

    private static string Segment()
    {
        double start = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 2;
        return $$"""{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"00000000000000a1","name":"shop","start_time":{{start}},"end_time":{{start + 1}},"fault":true}""";
    }

    private static async Task PostAsync(ObsTesting obs, string path, string? target, string json)
    {
        using var http = new HttpClient { BaseAddress = obs.Endpoint };
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        if (target is not null)
        {
            content.Headers.Add("X-Amz-Target", target);
        }

        using HttpResponseMessage response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }

    private static async Task<WebApplication> StartShopAsync(ObsTesting obs)
    {
        obs.Ceiling = LongCeiling;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(obs.Settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Observability:Aws:Enabled"] = "false" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddObservability();
        WebApplication app = builder.Build();
        app.MapGet("/cart", static () => "cart");
        app.MapGet("/fails", static () => Results.StatusCode(500));
        await app.StartAsync();
        return app;
    }

    private sealed class StuckSender : IBatchSender
    {
        public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return SendResult.Delivered;
        }
    }
}
