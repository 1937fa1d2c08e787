using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>The requests that were recorded with the X-Ray SDK's middleware, sent to a server of ours.</summary>
public sealed class GoldenRequestTests
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private const string Sampled = $"{Root};Parent=53995c3f42cd8ad8;Sampled=1";
    private const string Recorded = "http://127.0.0.1:12080/";

    [Theory]
    [InlineData("30-aspnetcore-200", "ok?a=b", Sampled)]
    [InlineData("33-aspnetcore-404", null, Sampled)]
    [InlineData("34-aspnetcore-429", null, Sampled)]
    [InlineData("35-aspnetcore-503", null, Sampled)]
    [InlineData("37-aspnetcore-header-sampled-requested", "ok", $"{Root};Parent=53995c3f42cd8ad8;Sampled=?")]
    public async Task A_request_is_written_as_the_SDK_writes_it(string scenario, string? path, string header)
    {
        await using TracedApplication app = await StartAsync();

        JsonObject document = await TraceAsync(app, path ?? PathOf(scenario), header);

        GoldenDocument.ShouldMatch(document, scenario, isLive: true);
    }

    [Fact]
    public async Task An_exception_that_nobody_handles_is_written_as_the_SDK_writes_it_but_for_the_status()
    {
        await using TracedApplication app = await StartAsync();

        JsonObject document = await TraceAsync(app, "boom", Sampled);

        document["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(500, "that is what the client got");
        document["http"]!["response"]!["status"] = 200;
        GoldenDocument.ShouldMatch(document, "32-aspnetcore-unhandled-exception", isLive: true);
    }

    [Fact]
    public async Task A_request_whose_caller_has_decided_against_it_is_not_written()
    {
        await using TracedApplication app = await StartAsync();

        await SendAsync(app, "ok", $"{Root};Parent=53995c3f42cd8ad8;Sampled=0");
        await SendAsync(app, "ok", Sampled);

        (await app.DocumentsAsync(1)).Should().ContainSingle("36 and 39 were recorded without one");
        app.Tracer.Statistics.Unsampled.Should().Be(1);
    }

    private static Task<TracedApplication> StartAsync() => TracedApplication.StartAsync(
        static app =>
        {
            app.MapGet("/ok", static () => "ok");
            app.MapGet("/boom", string () => throw new InvalidOperationException("boom"));
            app.MapFallback(static context =>
            {
                // Each of them answers with the status that it is named after.
                context.Response.StatusCode = context.Request.Path.Value switch
                {
                    string path when path == PathValue("34-aspnetcore-429") => StatusCodes.Status429TooManyRequests,
                    string path when path == PathValue("35-aspnetcore-503") => StatusCodes.Status503ServiceUnavailable,
                    _ => StatusCodes.Status404NotFound,
                };
                return Task.CompletedTask;
            });
        },
        static options => options.RecordQueryValues = true);

    private static async Task<JsonObject> TraceAsync(TracedApplication app, string path, string header)
    {
        await SendAsync(app, path, header);
        JsonObject document = (await app.DocumentsAsync(1)).Single();
        JsonObject request = document["http"]!["request"]!.AsObject();
        request["url"] = request["url"]!.ToString().Replace(app.Client.BaseAddress!.ToString(), Recorded, StringComparison.Ordinal);
        document.Remove("metadata"); // The route, which the SDK does not know.
        return document;
    }

    private static async Task SendAsync(TracedApplication app, string path, string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(TraceHeader.Name, header);
        using HttpResponseMessage response = await app.Client.SendAsync(request);
    }

    private static string PathValue(string scenario) => "/" + PathOf(scenario);

    private static string PathOf(string scenario)
    {
        string text = File.ReadAllText(Repository.PathOf("tests", "golden", "xray", scenario + ".json")).Split('\n')[1];
        return JsonNode.Parse(text)!["http"]!["request"]!["url"]!.ToString()[Recorded.Length..];
    }
}
