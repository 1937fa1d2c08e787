using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>Calls of HttpClient as the X-Ray SDK's handler writes them: the whole URL, the length of the answer, and what went
/// wrong.</summary>
public sealed class OutgoingCallTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(false, "inner?x=***&flag")]
    [InlineData(true, "inner?x=1&flag")]
    public async Task An_answered_call_has_its_url_method_status_and_length(bool keepsValues, string url)
    {
        await using TracedApplication app = await StartAsync(keepsValues);

        JsonObject call = await CallAsync(app, $"{app.Client.BaseAddress}inner?x=1&flag");

        call["name"]!.ToString().Should().Be("127.0.0.1");
        call["namespace"]!.ToString().Should().Be("remote");
        call["http"]!.ToJsonString(Relaxed).Should().Be(
            $$$"""{"request":{"url":"{{{app.Client.BaseAddress}}}{{{url}}}","method":"GET"},"response":{"status":200,"content_length":5}}""");
    }

    [Theory]
    [InlineData(404, "error")]
    [InlineData(429, "error,throttle")]
    [InlineData(503, "fault")]
    [InlineData(302, "")]
    [InlineData(204, "")]
    public async Task A_status_says_what_became_of_a_call(int status, string flags)
    {
        await using TracedApplication app = await StartAsync(keepsValues: false);

        JsonObject call = await CallAsync(app, $"{app.Client.BaseAddress}status/{status}");

        string.Join(',', new[] { "fault", "error", "throttle" }.Where(call.ContainsKey)).Should().Be(flags);
        call["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(status);
        call.ContainsKey("cause").Should().BeFalse();
    }

    [Fact]
    public async Task A_call_that_nobody_answers_is_a_fault_with_its_cause()
    {
        await using TracedApplication app = await StartAsync(keepsValues: false);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"http://{listener.LocalEndpoint}/";
        listener.Stop();

        JsonObject call = await CallAsync(app, address);

        call["fault"]!.GetValue<bool>().Should().BeTrue();
        call["cause"]!["exceptions"]!.AsArray().Select(static e => e!["type"]!.ToString()).Should().Equal(
            nameof(HttpRequestException), nameof(SocketException));
        call["http"]!.ToJsonString(Relaxed).Should().Be($$$"""{"request":{"url":"{{{address}}}","method":"GET"}}""");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_a_fault_with_its_cause()
    {
        using var cancellation = new CancellationTokenSource();
        await using TracedApplication app = await StartAsync(keepsValues: false, cancellation.Token);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"http://{listener.LocalEndpoint}/";

        Task<JsonObject> called = CallAsync(app, address);
        using TcpClient silent = await listener.AcceptTcpClientAsync();
        await cancellation.CancelAsync();
        JsonObject call = await called;

        call["fault"]!.GetValue<bool>().Should().BeTrue();
        JsonNode cause = call["cause"]!["exceptions"]!.AsArray().Single()!;
        cause["type"]!.ToString().Should().Be(nameof(TaskCanceledException));
        cause["message"]!.ToString().Should().Contain("cancelled");
        call["http"]!.ToJsonString(Relaxed).Should().Be($$$"""{"request":{"url":"{{{address}}}","method":"GET"}}""");
    }

    private static Task<TracedApplication> StartAsync(
        bool keepsValues, CancellationToken cancellation = default) => TracedApplication.StartAsync(
        app =>
        {
            app.MapGet("/inner", static context =>
            {
                context.Response.ContentLength = 5;
                return context.Response.WriteAsync("inner");
            });
            app.MapGet("/status/{status}", static (int status) => Results.StatusCode(status));
            app.MapGet("/outer", async (string url) =>
            {
                using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
                try
                {
                    using HttpResponseMessage response = await client.GetAsync(new Uri(url), cancellation);
                }
                catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
                {
                    return "failed";
                }

                return "answered";
            });
        },
        options => options.RecordQueryValues = keepsValues);

    private static async Task<JsonObject> CallAsync(TracedApplication app, string url)
    {
        int documents = new Uri(url).Port == app.Client.BaseAddress!.Port ? 2 : 1;
        await app.Client.GetStringAsync(new Uri($"outer?url={Uri.EscapeDataString(url)}", UriKind.Relative));
        JsonObject outer = (await app.DocumentsAsync(documents)).Single(static document => document.ContainsKey("subsegments"));
        return outer["subsegments"]!.AsArray().Single()!.AsObject();
    }
}
