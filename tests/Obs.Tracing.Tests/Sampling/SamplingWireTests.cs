using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Sampling;

/// <summary>What goes over the wire to the daemon, byte by byte, beside what the X-Ray SDK sends.</summary>
public sealed partial class SamplingWireTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SamplingWireTests() => _listener.Start();

    private DaemonAddress Address => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Rules_are_asked_for_as_the_SDK_asks()
    {
        using var daemon = new SamplingDaemon(Address, Patience.Limit);
        Task<string> received = AnswerAsync(FakeDaemon.Recorded("45-sampling-GetSamplingRules.response.json"));

        IReadOnlyList<SamplingRuleWire> rules = await new SamplingCalls(daemon).GetRulesAsync(CancellationToken.None);

        rules.Select(static rule => rule.RuleName).Should().Equal("orders-post", "Default");
        Normalize(await received).Should().Be(Normalize(FakeDaemon.Recorded("45-sampling-GetSamplingRules.request.txt")));
    }

    [Fact]
    public async Task Statistics_are_reported_as_the_SDK_reports_them()
    {
        using var daemon = new SamplingDaemon(Address, Patience.Limit);
        Task<string> received = AnswerAsync(FakeDaemon.Recorded("45-sampling-SamplingTargets.response.json"));
        const string Client = "b161edce513d4012be576d1c";
        const double Time = 1_795_338_278.938;

        SamplingTargetsWire targets = await new SamplingCalls(daemon).ReportAsync(
            [
                new()
                {
                    ClientID = Client,
                    RuleName = "orders-post",
                    RequestCount = 5,
                    SampledCount = 1,
                    BorrowCount = 1,
                    Timestamp = Time,
                },
                new() { ClientID = Client, RuleName = "Default", RequestCount = 25, SampledCount = 24, BorrowCount = 1, Timestamp = Time },
            ],
            CancellationToken.None);

        targets.SamplingTargetDocuments!.Single()!.ReservoirQuota.Should().Be(5);
        Normalize(await received).Should().Be(Normalize(FakeDaemon.Recorded("45-sampling-SamplingTargets.request.txt")));
    }

    [Fact]
    public async Task The_calls_are_part_of_nobodys_trace_and_the_start_does_not_wait_for_them()
    {
        var activities = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "System.Net.Http",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (activity.GetTagItem("url.full") is string url && url.Contains($":{Address.Port}/", StringComparison.Ordinal))
                {
                    activities.Add(url);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddObsTracing(options => (options.Sampling.Central, options.DaemonAddress) = (true, Address.ToString()));
        using IHost host = builder.Build();
        using Activity ambient = new Activity("start").Start();

        await host.StartAsync();
        string received = await AnswerAsync(FakeDaemon.Recorded("45-sampling-GetSamplingRules.response.json"));
        await host.StopAsync();

        received.Should().StartWith("POST /GetSamplingRules HTTP/1.1\r\n");
        received.ToUpperInvariant().Should().NotContain("TRACE");
        activities.Should().BeEmpty();
    }

    private static string Normalize(string request)
    {
        string[] parts = request.Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n", 2);
        string[] lines = parts[0].Split('\n');
        return string.Join(
            '\n', [lines[0], .. lines[1..].Select(static line => HostHeader().Replace(line, "Host: daemon")).Order(), "", parts[1].Trim()]);
    }

    [GeneratedRegex("^Host: .*$")]
    private static partial Regex HostHeader();

    private async Task<string> AnswerAsync(string body)
    {
        using var deadline = new CancellationTokenSource(Patience.Limit);
        using TcpClient client = await _listener.AcceptTcpClientAsync(deadline.Token);
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[65_536];
        int length = 0;
        while (!IsComplete(Encoding.ASCII.GetString(buffer, 0, length)))
        {
            length += await stream.ReadAsync(buffer.AsMemory(length), deadline.Token);
        }

        byte[] answer = Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
        await stream.WriteAsync(answer, deadline.Token);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    private static bool IsComplete(string text)
    {
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && ContentLength().Match(text) is { Success: true } match
            && text.Length >= end + 4 + int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("Content-Length: ([0-9]+)")]
    private static partial Regex ContentLength();
}
