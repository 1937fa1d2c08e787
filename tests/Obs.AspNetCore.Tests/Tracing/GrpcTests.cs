using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>gRPC, server and client, over real HTTP/2: calls go through untouched, and how they ended is in the documents although the HTTP
/// status is always 200.</summary>
[Collection(Alone.Name)]
public sealed class GrpcTests
{
    [Fact]
    public async Task A_call_is_a_segment_on_the_server_and_one_edge_on_the_map_of_the_client()
    {
        await using TracedApplication application = await StartAsync();
        using GrpcChannel channel = GrpcChannel.ForAddress(application.Client.BaseAddress!);

        using (application.Tracer.BeginSegment("client"))
        {
            (await Call(channel, "Ada")).Should().Be("Hello Ada");
        }

        (JsonObject client, JsonObject server) = await BothAsync(application);
        server["http"]!["response"]!["status"]!.GetValue<int>().Should().Be(200);
        server["metadata"]!["http"]!["route"]!.ToString().Should().Be("/greet.Greeter/SayHello");
        server.ContainsKey("fault").Should().BeFalse();
        JsonObject call = client["subsegments"]!.AsArray().Single()!.AsObject();
        call["name"]!.ToString().Should().Be("greet.Greeter/SayHello");
        call.ContainsKey("namespace").Should().BeFalse();
        call.ContainsKey("fault").Should().BeFalse();
        JsonObject http = call["subsegments"]!.AsArray().Single()!.AsObject();
        http["name"]!.ToString().Should().Be("127.0.0.1");
        http["namespace"]!.ToString().Should().Be("remote");
        server["trace_id"]!.ToString().Should().Be(client["trace_id"]!.ToString());
        server["parent_id"]!.ToString().Should().Be(http["id"]!.ToString());
    }

    [Theory]
    [InlineData(nameof(StatusCode.NotFound), false, true, false)]
    [InlineData(nameof(StatusCode.Unauthenticated), false, true, false)]
    [InlineData(nameof(StatusCode.ResourceExhausted), false, true, true)]
    [InlineData(nameof(StatusCode.Unavailable), true, false, false)]
    [InlineData("bug", true, false, false)]
    public async Task How_a_call_failed_is_seen_at_both_ends(string name, bool fault, bool error, bool throttle)
    {
        await using TracedApplication application = await StartAsync();
        using GrpcChannel channel = GrpcChannel.ForAddress(application.Client.BaseAddress!);

        using (application.Tracer.BeginSegment("client"))
        {
            Func<Task> call = () => Call(channel, name);
            (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.ToString().Should().Be(name == "bug" ? "Unknown" : name);
        }

        (JsonObject client, JsonObject server) = await BothAsync(application);
        foreach (JsonObject end in new[] { server, client["subsegments"]![0]!.AsObject() })
        {
            (end.ContainsKey("fault"), end.ContainsKey("error"), end.ContainsKey("throttle")).Should().Be((fault, error, throttle));
        }
    }

    [Fact]
    public async Task A_stream_of_answers_arrives_whole()
    {
        await using TracedApplication application = await StartAsync();
        using GrpcChannel channel = GrpcChannel.ForAddress(application.Client.BaseAddress!);
        var answers = new List<string>();

        using (application.Tracer.BeginSegment("client"))
        {
            using AsyncServerStreamingCall<string> call =
                channel.CreateCallInvoker().AsyncServerStreamingCall(GreeterContract.CountMethod, null, default, "100");
            await foreach (string answer in call.ResponseStream.ReadAllAsync())
            {
                answers.Add(answer);
            }
        }

        answers.Should().HaveCount(100);
        (_, JsonObject server) = await BothAsync(application);
        server["metadata"]!["http"]!["route"]!.ToString().Should().Be("/greet.Greeter/Count");
    }

    private static Task<TracedApplication> StartAsync() => TracedApplication.StartAsync(
        static app => app.MapGrpcService<Greeter>(),
        register: static services => services.AddGrpc().Services.AddSingleton<Greeter>(),
        protocols: HttpProtocols.Http2);

    private static async Task<string> Call(GrpcChannel channel, string name)
    {
        using AsyncUnaryCall<string> call = channel.CreateCallInvoker().AsyncUnaryCall(GreeterContract.SayHelloMethod, null, default, name);
        return await call;
    }

    private static async Task<(JsonObject Client, JsonObject Server)> BothAsync(TracedApplication application)
    {
        IReadOnlyList<JsonObject> documents = await application.DocumentsAsync(2);
        documents.Should().HaveCount(2);
        return (
            documents.Single(static d => d["name"]!.ToString() == "client"),
            documents.Single(static d => d["name"]!.ToString() == "orders-api"));
    }
}
