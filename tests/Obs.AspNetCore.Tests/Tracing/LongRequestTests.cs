using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>Requests that stay open: streams of events and the connections of SignalR. They are known while they last.</summary>
[Collection(Alone.Name)]
public sealed class LongRequestTests
{
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_stream_of_events_is_in_progress_until_it_ends()
    {
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TracedApplication application = await StartAsync(app => app.MapGet("/events", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: first\n\n");
            await context.Response.Body.FlushAsync();
            await last.Task;
            await context.Response.WriteAsync("data: last\n\n");
        }));
        using HttpResponseMessage response = await application.Client.GetAsync(
            new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).Should().Be("data: first");

        JsonObject begun = (await AnnouncedAsync(application, 1)).Single();
        last.SetResult();

        (await reader.ReadToEndAsync()).Should().Contain("data: last");
        begun["in_progress"]!.GetValue<bool>().Should().BeTrue();
        begun["http"]!["request"]!["url"]!.ToString().Should().EndWith("/events");
        JsonObject ended = (await application.DocumentsAsync(2))[1];
        ended["id"]!.ToString().Should().Be(begun["id"]!.ToString());
        ended["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(200);
        ended["metadata"]!["http"]!["route"]!.ToString().Should().Be("/events");
    }

    [Fact]
    public async Task A_connection_of_SignalR_is_one_long_segment_and_each_call_of_the_hub_one_of_its_own()
    {
        await using TracedApplication application = await StartAsync(
            static app =>
                app.MapHub<ChatHub>("/chat"), static options => options.SegmentSources.Add("Microsoft.AspNetCore.SignalR.Server"));
        await using (HubConnection connection = new HubConnectionBuilder()
            .WithUrl(new Uri(application.Client.BaseAddress!, "/chat"), options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .Build())
        {
            await connection.StartAsync().WaitAsync(Patience.Limit);
            (await connection.InvokeAsync<string>("Echo", "hello").WaitAsync(Patience.Limit)).Should().Be("hello");
            await AnnouncedAsync(application, 2);
        }

        IReadOnlyList<JsonObject> documents = await Eventually.GetAsync(
            () => application.DocumentsAsync(1), static all => all.Count(IsSocket) == 2);
        JsonObject[] socket = [.. documents.Where(IsSocket)];
        socket[0]["in_progress"]!.GetValue<bool>().Should().BeTrue();
        socket[1]["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(101);
        socket[1]["metadata"]!["http"]!["route"]!.ToString().Should().Be("/chat");
        socket[1].ContainsKey("fault").Should().BeFalse();
        documents.Where(static d => d["name"]!.ToString().EndsWith("ChatHub/Echo", StringComparison.Ordinal)).Should().ContainSingle();
        documents.Should().OnlyContain(static d => d["fault"] == null);
    }

    private static bool IsSocket(JsonObject document) =>
        document["http"]?["request"]?["url"]?.ToString().Contains("/chat", StringComparison.Ordinal) == true;

    private Task<TracedApplication> StartAsync(Action<WebApplication> map, Action<TracingOptions>? configure = null) =>
        TracedApplication.StartAsync(
            map,
            configure,
            services =>
            {
                services.TryAddSingleton<TimeProvider>(_time);
                services.AddSignalR();
            });

    private async Task<IReadOnlyList<JsonObject>> AnnouncedAsync(TracedApplication application, int count)
    {
        IReadOnlyList<JsonObject> documents = [];
        await Eventually.PassAsync(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            documents = await application.ReceivedAsync();
            documents.Count.Should().BeGreaterThanOrEqualTo(count);
        });
        return documents;
    }
}
