using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

public sealed class RequestTracingTests
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";

    [Fact]
    public async Task A_request_becomes_a_segment_with_its_parent_route_and_http_data()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(
            static app => app.MapGet("/products/{id}", static (int id) => $"product {id}"));

        HttpResponseMessage response = await SendAsync(app, "/products/42?color=red", $"{Root};Parent=53995c3f42cd8ad8;Sampled=1");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        JsonObject document = (await app.DocumentsAsync(1)).Single();
        document["trace_id"]!.ToString().Should().Be("1-5759e988-bd862e3fe1be46a994272793");
        document["parent_id"]!.ToString().Should().Be("53995c3f42cd8ad8");
        document["name"]!.ToString().Should().Be("orders-api");
        JsonNode request = document["http"]!["request"]!;
        request["url"]!.ToString().Should().Be($"{app.Client.BaseAddress}products/42?color=***");
        request["method"]!.ToString().Should().Be("GET");
        request["client_ip"]!.ToString().Should().Be("127.0.0.1");
        request["user_agent"]!.ToString().Should().Be("golden/1.0");
        document["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(200);
        document["metadata"]!["http"]!["route"]!.ToString().Should().Be("/products/{id}");
    }

    [Fact]
    public async Task A_root_alone_keeps_its_trace_id_and_names_no_parent()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(static app => app.MapGet("/", static () => "ok"));

        await SendAsync(app, "/", Root);

        JsonObject document = (await app.DocumentsAsync(1)).Single();
        document["trace_id"]!.ToString().Should().Be("1-5759e988-bd862e3fe1be46a994272793");
        document.ContainsKey("parent_id").Should().BeFalse();
    }

    [Fact]
    public async Task An_unhandled_exception_is_a_fault_with_its_cause_and_status_500()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(
            static app => app.MapGet("/boom", string () => throw new InvalidOperationException("boom")));

        HttpResponseMessage response = await SendAsync(app, "/boom", null);

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        JsonObject document = (await app.DocumentsAsync(1)).Single();
        document["fault"]!.GetValue<bool>().Should().BeTrue();
        document["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(500);
        JsonNode exception = document["cause"]!["exceptions"]![0]!;
        exception["type"]!.ToString().Should().Be("InvalidOperationException");
        exception["message"]!.ToString().Should().Be("boom");
        exception["stack"]![0]!["label"]!.ToString().Should().Contain(nameof(RequestTracingTests));
    }

    [Fact]
    public async Task A_handled_exception_is_the_cause_of_the_fault_it_became()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(static app =>
        {
            app.UseExceptionHandler(static errors => errors.Run(static context => context.Response.WriteAsync("sorry")));
            app.MapGet("/boom", string () => throw new InvalidOperationException("boom"));
        });

        await SendAsync(app, "/boom", null);

        JsonObject document = (await app.DocumentsAsync(1)).Single();
        document["fault"]!.GetValue<bool>().Should().BeTrue();
        document["cause"]!["exceptions"]![0]!["message"]!.ToString().Should().Be("boom");
    }

    [Theory]
    [InlineData(404, true, false, false)]
    [InlineData(429, true, true, false)]
    [InlineData(503, false, false, true)]
    public async Task A_status_says_error_throttle_or_fault(int status, bool error, bool throttle, bool fault)
    {
        await using TracedApplication app = await TracedApplication.StartAsync(app => app.MapGet("/", () => Results.StatusCode(status)));

        await SendAsync(app, "/", null);

        JsonObject document = (await app.DocumentsAsync(1)).Single();
        document.ContainsKey("error").Should().Be(error);
        document.ContainsKey("throttle").Should().Be(throttle);
        document.ContainsKey("fault").Should().Be(fault);
    }

    [Fact]
    public async Task A_call_to_another_service_carries_both_headers_and_is_its_parent()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(static app =>
        {
            app.MapGet(
                "/inner",
                static (HttpContext context) => $"{context.Request.Headers[TraceHeader.Name]}|{context.Request.Headers.TraceParent}");
            app.MapGet("/outer", static async (HttpContext context, IHttpClientFactory http, Tracer tracer) =>
            {
                using SubsegmentScope scope = tracer.BeginSubsegment("checkout").Annotate("items", 3);
                using HttpClient client = http.CreateClient();
                return await client.GetStringAsync($"{context.Request.Scheme}://{context.Request.Host}/inner?token=secret");
            });
        });

        string headers = await (await SendAsync(app, "/outer", null)).Content.ReadAsStringAsync();

        IReadOnlyList<JsonObject> documents = await app.DocumentsAsync(2);
        JsonObject inner = documents.Single(static d => d["http"]!["request"]!["url"]!.ToString().Contains("/inner"));
        JsonObject outer = documents.Single(static d => d["http"]!["request"]!["url"]!.ToString().Contains("/outer"));
        JsonNode checkout = outer["subsegments"]!.AsArray().Single()!;
        JsonNode call = checkout["subsegments"]!.AsArray().Single()!;
        checkout["annotations"]!["items"]!.GetValue<int>().Should().Be(3);
        call["namespace"]!.ToString().Should().Be("remote");
        call["name"]!.ToString().Should().Be("127.0.0.1");
        call["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(200);
        call.ToJsonString().Should().NotContain("secret");
        inner["parent_id"]!.ToString().Should().Be(call["id"]!.ToString());
        inner["trace_id"]!.ToString().Should().Be(outer["trace_id"]!.ToString());
        string trace = outer["trace_id"]!.ToString();
        headers.Should().Be($"Root={trace};Parent={call["id"]};Sampled=1|00-{trace[2..].Replace("-", "")}-{call["id"]}-01");
    }

    [Fact]
    public async Task An_unsampled_request_says_so_to_the_services_it_calls()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(
            static app =>
            {
                app.MapGet("/inner", static (HttpContext context) => context.Request.Headers[TraceHeader.Name].ToString());
                app.MapGet("/outer", static async (HttpContext context, IHttpClientFactory http) =>
                {
                    using HttpClient client = http.CreateClient();
                    return await client.GetStringAsync($"{context.Request.Scheme}://{context.Request.Host}/inner");
                });
            },
            static options => (options.Sampling.FixedRate, options.Sampling.ReservoirPerSecond) = (0, 0));

        string header = await (await SendAsync(app, "/outer", $"{Root};Lineage=a:1|b:2")).Content.ReadAsStringAsync();

        header.Should().MatchRegex($"^{Root};Parent=[0-9a-f]{{16}};Sampled=0;Lineage=a:1\\|b:2$");
        app.Tracer.Statistics.Unsampled.Should().Be(2);
        app.Tracer.Statistics.Sampled.Should().Be(0);
    }

    [Fact]
    public async Task A_caller_that_asks_for_the_decision_reads_it_in_the_response()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(static app => app.MapGet("/", static () => "ok"));

        HttpResponseMessage response = await SendAsync(app, "/", $"{Root};Parent=53995c3f42cd8ad8;Sampled=?");

        response.Headers.GetValues(TraceHeader.Name).Single().Should().MatchRegex($"^{Root};Parent=[0-9a-f]{{16}};Sampled=1$");
    }

    [Fact]
    public async Task Paths_to_skip_are_neither_traced_nor_counted_as_unsampled()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(static app => app.MapGet("/health", static () => "ok"));

        await SendAsync(app, "/health", null);

        app.Tracer.Statistics.Skipped.Should().Be(1);
        (app.Tracer.Statistics.Sampled + app.Tracer.Statistics.Unsampled).Should().Be(0);
    }

    [Fact]
    public async Task Switched_off_it_does_nothing()
    {
        await using TracedApplication app = await TracedApplication.StartAsync(
            static app => app.MapGet("/", static (Tracer tracer) => tracer.Current.IsRecording), static options => options.Enabled = false);

        (await (await SendAsync(app, "/", null)).Content.ReadAsStringAsync()).Should().Be("false");

        app.Tracer.Statistics.Sampled.Should().Be(0);
        app.Services.GetRequiredService<SegmentRecorder>().IsEnabled.Should().BeFalse();
    }

    private static async Task<HttpResponseMessage> SendAsync(TracedApplication app, string path, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(TraceHeader.Name, header);
        }

        return await app.Client.SendAsync(request);
    }
}
