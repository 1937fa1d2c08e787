using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>Random calls with <see cref="HttpClient"/>, many at once, with and without tracing: what the caller sees and what the server is
/// sent may not differ in anything but the trace headers, and no activity stays open.</summary>
[Collection(Alone.Name)]
public sealed class CallDifferentialTests
{
    private const int AtOnce = 32;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_is_the_same_whether_it_is_traced_or_not(bool isSampled)
    {
        using TcpListener closed = Closed(out Uri address);
        await using CallServer server = await CallServer.StartAsync();
        IReadOnlyList<string>[] without = await RunAllAsync(server, address);
        await using CallServer other = await CallServer.StartAsync();
        await using TracedApplication traced = await TracedApplication.StartAsync(
            static _ => { },
            options => (options.Sampling.FixedRate, options.Sampling.ReservoirPerSecond) = (isSampled ? 1 : 0, 0));
        using var open = new OpenActivities("System.Net.Http");
        using SubsegmentScope segment = traced.Tracer.BeginSegment("calls");

        IReadOnlyList<string>[] with = await RunAllAsync(other, address);

        for (int seed = 0; seed < without.Length; seed++)
        {
            Transcript.Difference(Normalize(with[seed], other), Normalize(without[seed], server)).Should()
                .BeEmpty($"call {seed} was made on both");
        }

        (open.Begun > 0).Should().Be(isSampled);
        open.Open.Should().Be(0);
        Activity.Current.Should().BeSameAs(segment.Activity);
    }

    private static async Task<IReadOnlyList<string>[]> RunAllAsync(CallServer server, Uri closed)
    {
        var transcripts = new IReadOnlyList<string>[Nightly.Rounds(always: 600, nightly: 5_000)];
        await Parallel.ForAsync(0, transcripts.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
            transcripts[seed] = await new CallScenario(server, seed, closed).RunAsync());
        return transcripts;
    }

    private static string[] Normalize(IReadOnlyList<string> lines, CallServer server) =>
        [.. lines.Select(line => line.Replace(server.Http1.Authority, "http1", StringComparison.Ordinal).Replace(server.Http2.Authority, "http2", StringComparison.Ordinal))];

    /// <summary>A port that is taken and where nobody answers: a connection is refused.</summary>
    private static TcpListener Closed(out Uri address)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.ExclusiveAddressUse = true;
        listener.Server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        address = new Uri($"http://{listener.LocalEndpoint}/");
        return listener;
    }
}
