using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>An application hosted in AWS Lambda: its process is told of each invocation by a variable.</summary>
[Collection(Alone.Name)]
public sealed class LambdaTests : IDisposable
{
    private const string TaskRoot = "LAMBDA_TASK_ROOT";
    private const string Trace = "_X_AMZN_TRACE_ID";

    private readonly string? _taskRoot = Environment.GetEnvironmentVariable(TaskRoot);
    private readonly string? _trace = Environment.GetEnvironmentVariable(Trace);

    public LambdaTests() => Environment.SetEnvironmentVariable(TaskRoot, "/var/task");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(TaskRoot, _taskRoot);
        Environment.SetEnvironmentVariable(Trace, _trace);
    }

    [Fact]
    public async Task Requests_are_subsegments_of_the_invocation_they_came_in()
    {
        await using TracedApplication app = await StartAsync();

        await GetAsync(app, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:1|b:2");
        await GetAsync(app, "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1");

        IReadOnlyList<JsonObject> documents = await app.DocumentsAsync(4);
        string[] requests = [.. documents.Where(static d => d.ContainsKey("http")).Select(static d =>
            $"{d["type"]} {d["name"]} of {d["parent_id"]} in {d["trace_id"]}: {d["http"]!["response"]!["status"]}")];
        // A request may be answered, and the next one be at its end, before its segment is: the order is a matter of luck.
        requests.Should().BeEquivalentTo(
            "subsegment orders-api of 53995c3f42cd8ad8 in 1-5759e988-bd862e3fe1be46a994272793: 200",
            "subsegment orders-api of 463ac35c9f6413ad in 1-67891233-abcdef012345678912345678: 200");
        documents.Where(static d => !d.ContainsKey("http")).Select(static d => d["name"]!.ToString()).Should().Equal("load", "load");
        documents.Should().OnlyContain(static d => !d.ContainsKey("service"));
    }

    [Fact]
    public async Task Requests_of_an_invocation_that_is_not_sampled_are_not_recorded()
    {
        await using TracedApplication app = await StartAsync();

        await GetAsync(app, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0");
        await GetAsync(app, "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1");

        IReadOnlyList<JsonObject> documents = await app.DocumentsAsync(2);
        documents.Select(static d => d["trace_id"]!.ToString()).Should()
            .OnlyContain(static id => id == "1-67891233-abcdef012345678912345678");
    }

    private static Task<TracedApplication> StartAsync() => TracedApplication.StartAsync(static app =>
    {
        var tracer = (Tracer)app.Services.GetService(typeof(Tracer))!;
        app.MapGet("/", () => tracer.Trace("load", static () => "ok"));
    });

    private static async Task GetAsync(TracedApplication app, string invocation)
    {
        Environment.SetEnvironmentVariable(Trace, invocation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add(TraceHeader.Name, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=00000000000000aa;Sampled=1");
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        (await response.Content.ReadAsStringAsync()).Should().Be("ok");
    }
}
