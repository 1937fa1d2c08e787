using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Obs.TestSupport;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>Whatever a stranger sends as a trace header, the answer is the one without us, byte for byte.</summary>
public sealed class NastyHeaderTests
{
    private const int Count = 200;

    private static readonly string[] Pieces =
    [
        "Root=1-5759e988-bd862e3fe1be46a994272793", "Root=", "Root=1--", "Root=9-5759e988-bd862e3fe1be46a994272793", "root = 1-0-0",
        "Parent=53995c3f42cd8ad8", "Parent=0000000000000000", "Parent=zz", "Sampled=1", "Sampled=0", "Sampled=maybe", "Sampled=11111111",
        "Self=1-1-1", "Lineage=a:1|b:2", "=", ";;;;", "\t \t", "%0d%0aX-Injected: 1", "<script>", "\"quoted;Root=1-1-1\"",
        "'; DROP TABLE traces;--",
        "\u00fc\u00df\u00e9", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", new string('R', 4_000), new string(';', 2_000),
    ];

    [Theory]
    [InlineData("X-Amzn-Trace-Id", "Root=nonsense", 1)]
    [InlineData("traceparent", "00-zz", 1)]
    [InlineData("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793", 0)]
    [InlineData("traceparent", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00", 0)]
    [InlineData("X-Other", "Root=nonsense", 0)]
    public async Task A_header_without_a_valid_trace_is_counted(string name, string value, int refused)
    {
        await using TracedApplication traced = await TracedApplication.StartAsync(Map);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/echo");
        request.Headers.TryAddWithoutValidation(name, value);

        using HttpResponseMessage response = await traced.Client.SendAsync(request);

        traced.Tracer.Statistics.RefusedHeaders.Should().Be(refused);
    }

    [Fact]
    public async Task Two_hundred_nasty_headers_change_no_answer()
    {
        await using TracedApplication traced = await TracedApplication.StartAsync(Map);
        await using WebApplication bare = await StartBareAsync();
        var random = new Random(20240102);

        for (int i = 0; i < Count; i++)
        {
            string header = string.Join(
                random.Next(2) == 0 ? ";" : "; ", Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            string path = i % 3 == 0 ? "/echo?i=" + i : i % 3 == 1 ? "/missing" : "/boom";

            string with = await SendAsync(traced.Client.BaseAddress!.Port, path, header);
            string without = await SendAsync(new Uri(bare.Urls.Single()).Port, path, header);

            with.Should().Be(without, $"header {i} is {header}");
            with.Should().StartWith("HTTP/1.1 ");
        }
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/echo", static (HttpContext context) => $"{context.Request.QueryString}|{context.Request.Headers["X-Amzn-Trace-Id"]}");
        app.MapGet("/boom", string () => throw new InvalidOperationException("boom"));
    }

    private static async Task<WebApplication> StartBareAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        Map(app);
        await app.StartAsync();
        return app;
    }

    private static async Task<string> SendAsync(int port, string path, string header)
    {
        using var deadline = new CancellationTokenSource(Patience.Limit);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
        NetworkStream stream = client.GetStream();
        string request =
            $"GET {path} HTTP/1.1\r\nHost: orders\r\nConnection: close\r\nX-Amzn-Trace-Id: {header}\r\ntraceparent: {header}\r\n\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), deadline.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        string answer = await reader.ReadToEndAsync(deadline.Token);
        return string.Join('\n', answer.Split("\r\n").Where(static line => !line.StartsWith("Date: ", StringComparison.Ordinal)));
    }
}
