using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Cli.Tests.Local;

/// <summary><c>obs local</c> in a process of its own under traffic that means it no good: what it counts, what memory it takes.</summary>
public sealed class HostileTrafficTests : IDisposable
{
    private const long Ceiling = 320L << 20; // Of all memory, at any time.
    private const long MostForABomb = 16L << 20;
    private const int NightlyRate = 200_000; // Datagrams in a second, for a minute.

    private readonly ChildProcess _local = ChildProcess.Start(
        typeof(ObsCommand), [("DOTNET_EnableDiagnostics", "0")], "local", "--port", "0", "--udp-port", "0");

    private readonly HttpClient _client = new() { Timeout = Patience.Limit };

    [RequiresToolFact("prlimit")]
    public async Task T14_A_flood_is_counted_to_the_last_datagram_in_bounded_memory_while_the_page_answers()
    {
        int port = await StartAsync();
        int sent = Nightly.Rounds(always: 200_000, nightly: 60 * NightlyRate);
        List<TimeSpan> answers = [];

        Task flood = Task.Factory.StartNew(
            () => Flood(port, sent), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        do
        {
            long begin = Stopwatch.GetTimestamp();
            await StatusAsync();
            answers.Add(Stopwatch.GetElapsedTime(begin));
        }
        while (!flood.IsCompleted);

        await flood;
        await Eventually.PassAsync(async () =>
        {
            JsonElement status = await StatusAsync();
            JsonElement udp = status.GetProperty("udp");
            JsonElement traces = status.GetProperty("ingest")[0];
            long received = udp.GetProperty("received").GetInt64();
            (received + udp.GetProperty("droppedByKernel").GetInt64()).Should().Be(sent);
            (traces.GetProperty("accepted").GetInt64() + Sum(traces, "rejected")).Should().Be(received);
            (traces.GetProperty("stored").GetInt64() + Sum(traces, "dropped")).Should().Be(traces.GetProperty("accepted").GetInt64());
        }, Patience.Limit);
        _local.PeakBytes.Should().BeLessThan(Ceiling);
        if (Nightly.IsNow)
        {
            answers.Order().ElementAt(answers.Count * 99 / 100).Should().BeLessThan(TimeSpan.FromMilliseconds(250));
        }
    }

    [RequiresToolFact("prlimit")]
    public async Task T15_A_bomb_of_ten_gibibytes_is_refused_in_little_memory()
    {
        await StartAsync();
        byte[] bomb = Bomb();
        (await PostAsync(bomb[..1_000])).Should().StartWith("HTTP/1.1 400", "what is needed for a refusal has been loaded then");
        long before = _local.PeakBytes;

        string? status = await PostAsync(bomb);

        status.Should().StartWith("HTTP/1.1 413");
        (_local.PeakBytes - before).Should().BeLessThan(MostForABomb);
    }

    public void Dispose()
    {
        _client.Dispose();
        _local.Dispose();
    }

    /// <summary>Ten mebibytes that would become ten gibibytes: a member of a stream again and again.</summary>
    private static byte[] Bomb()
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.SmallestSize))
        {
            byte[] zeros = new byte[1 << 20];
            for (int count = 0; count < 64; count++)
            {
                gzip.Write(zeros);
            }
        }

        byte[] one = member.ToArray();
        return [.. Enumerable.Repeat(one, (10 << 20) / one.Length).SelectMany(static bytes => bytes)];
    }

    private static void Flood(int port, int sent)
    {
        using var udp = new UdpClient("127.0.0.1", port);
        byte[] junk = new byte[200];
        byte[] segment = Encoding.UTF8.GetBytes("""
            {"format":"json","version":1}
            {"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"00000000000000a1","name":"a","start_time":1,"end_time":2}
            """.ReplaceLineEndings("\n"));
        for (int count = 0; count < sent; count++)
        {
            udp.Send(count % 2 == 0 ? junk : segment);
        }
    }

    private static long Sum(JsonElement signal, string counts) =>
        signal.GetProperty(counts).EnumerateObject().Sum(static count => count.Value.GetInt64());

    /// <summary>Waits until it is ready, and returns its port for segments.</summary>
    private async Task<int> StartAsync()
    {
        const string Ready = "ready: ";
        const string Daemon = "export AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:";
        while (await _local.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                _client.BaseAddress = new Uri(line[Ready.Length..]);
            }
            else if (line.StartsWith(Daemon, StringComparison.Ordinal))
            {
                return int.Parse(line[Daemon.Length..], CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("It ended without being ready.");
    }

    private async Task<JsonElement> StatusAsync()
    {
        using JsonDocument document = JsonDocument.Parse(await _client.GetStringAsync(new Uri("api/local/status", UriKind.Relative)));
        return document.RootElement.Clone();
    }

    /// <summary>Sends a compressed request and reads the status of the answer, which comes long before the body is through.</summary>
    private async Task<string?> PostAsync(byte[] body)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, _client.BaseAddress!.Port).WaitAsync(Patience.Limit);
        NetworkStream stream = connection.GetStream();
        byte[] head = Encoding.ASCII.GetBytes(
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Encoding: gzip\r\n"
            + $"X-Amz-Target: GraniteServiceVersion20100801.PutMetricData\r\nContent-Length: {body.Length}\r\n\r\n");
        await stream.WriteAsync(head);
        Task sending = stream.WriteAsync(body).AsTask();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        string? status = await reader.ReadLineAsync().WaitAsync(Patience.Limit);
        connection.Close();
        await sending.ContinueWith(static _ => { }, TaskScheduler.Default); // The server may have closed before all was sent.
        return status;
    }
}
