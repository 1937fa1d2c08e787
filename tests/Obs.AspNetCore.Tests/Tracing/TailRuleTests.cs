using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>Requests that were not sampled and turn out to matter.</summary>
public sealed class TailRuleTests
{
    [Fact]
    public async Task An_unsampled_request_that_fails_yields_its_segment_with_the_cause()
    {
        await using TracedApplication app = await StartAsync(static options => options.Sampling.Tail.Faults = true);

        (await app.Client.GetAsync("/ok")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Client.GetAsync("/boom?token=secret")).StatusCode.Should().Be(HttpStatusCode.InternalServerError);

        JsonObject document = (await app.DocumentsAsync(1)).Single();
        document["name"]!.ToString().Should().Be("orders-api");
        document["fault"]!.GetValue<bool>().Should().BeTrue();
        document["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(500);
        document["http"]!["request"]!["url"]!.ToString().Should().EndWith("/boom?token=***");
        document["cause"]!["exceptions"]![0]!["message"]!.ToString().Should().Be("boom");
        document["metadata"]!["http"]!["route"]!.ToString().Should().Be("/boom");
        document["aws"]!["xray"]!["sampling_rule_name"]!.ToString().Should().Be("obs-tail");
        document["end_time"]!.GetValue<double>().Should().BeGreaterThan(document["start_time"]!.GetValue<double>());
        document.ContainsKey("subsegments").Should().BeFalse();
        app.Tracer.Statistics.Unsampled.Should().Be(2);
        app.Tracer.Statistics.Tail.Should().Be(1);
    }

    [Fact]
    public async Task A_slow_one_does_too()
    {
        await using TracedApplication app = await StartAsync(static options => options.Sampling.Tail.SlowerThan = TimeSpan.FromHours(1));

        await app.Client.GetAsync("/ok");
        await app.Client.GetAsync("/slow");

        JsonObject document = (await app.DocumentsAsync(1)).Single();
        document["http"]!["request"]!["url"]!.ToString().Should().EndWith("/slow");
        document.ContainsKey("fault").Should().BeFalse();
    }

    [Fact]
    public async Task No_more_of_them_than_allowed_each_second_and_none_of_a_path_that_is_skipped()
    {
        await using TracedApplication app = await StartAsync(static options =>
        {
            options.Sampling.Tail.Faults = true;
            options.Sampling.Tail.PerSecond = 1;
            options.Sampling.SkipPaths.Add("/boom");
        });

        await app.Client.GetAsync("/boom");
        await app.Client.GetAsync("/unavailable");

        (await app.DocumentsAsync(1)).Single()["http"]!["request"]!["url"]!.ToString().Should().EndWith("/unavailable");
        app.Tracer.Statistics.Tail.Should().Be(1);
    }

    [Fact]
    public async Task Without_the_option_nothing_is_sent()
    {
        await using TracedApplication app = await StartAsync(static _ => { });

        await app.Client.GetAsync("/boom");

        app.Tracer.Statistics.Tail.Should().Be(0);
        app.Tracer.Statistics.Unsampled.Should().Be(1);
    }

    private static Task<TracedApplication> StartAsync(Action<TracingOptions> configure) => TracedApplication.StartAsync(
        static app =>
        {
            app.MapGet("/ok", static () => "ok");
            app.MapGet("/boom", string () => throw new InvalidOperationException("boom"));
            app.MapGet("/unavailable", static () => Results.StatusCode(503));
            app.MapGet("/slow", static (HttpContext context) =>
            {
                // Nobody has to wait for a request that says that it came two hours ago.
                Activity request = context.Features.GetRequiredFeature<IHttpActivityFeature>().Activity;
                request.SetStartTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
            });
        },
        options =>
        {
            (options.Sampling.FixedRate, options.Sampling.ReservoirPerSecond) = (0, 0);
            configure(options);
        });
}
