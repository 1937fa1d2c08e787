using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Obs.Local.Ingest;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>What comes in by other ways than its own API: lines, metrics inside log events, framed bodies.</summary>
public sealed class ImportTests
{
    private const string Embedded = """
        {"_aws":{"Timestamp":1704164640000,"CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[["Service"],["Service","Route"],["Missing"]],
        "Metrics":[{"Name":"Latency","Unit":"Milliseconds"},{"Name":"Absent"}]}]},"Service":"shop","Route":"/pay","Latency":[10,10,30],"level":"Info"}
        """;

    [Fact]
    public async Task Lines_become_traces_log_events_and_metrics()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        string lines =
            string.Join('\n', Segment("00000000000000a1", "shop"), "plain", "",
            """{"timestamp":"2024-01-02T03:00:00Z","message":"hello"}""",
            Embedded.ReplaceLineEndings(""), """{"trace_id":"broken"}""");

        long taken = await backend.Server.ImportAsync(new StringReader(lines), "/import", "lines.log");
        (_, JsonElement events) = await backend.CallAsync("Logs_20140328.FilterLogEvents", """{"logGroupName":"/import"}""");

        taken.Should().Be(5);
        backend.Server.GetStatus().StoredSegments.Should().Be(1);
        events.GetProperty("events").EnumerateArray().Select(static item => item.GetProperty("timestamp").GetInt64())
            .Should().Equal(1_704_164_400_000, 1_704_164_645_000, 1_704_164_645_000, 1_704_164_645_000);
        backend.Server.GetStatus().Series.Select(
            static series => $"{series.Name} {string.Join(',', series.Dimensions.Keys)} {series.SampleCount} {series.Sum}")
            .Should().BeEquivalentTo("Latency Route,Service 3 50", "Latency Service 3 50");
    }

    [Theory]
    [InlineData("""{"Values":[30,10],"Counts":[1,2],"Min":10,"Max":30,"Count":3,"Sum":50}""", "3 50")]
    [InlineData("""{"Values":[10],"Counts":[1,2]}""", null)]
    [InlineData("""{"Values":[10],"Counts":[0]}""", null)]
    [InlineData("""{"Min":10}""", null)]
    public async Task Metrics_in_a_line_may_say_how_often_each_value_came(string value, string? expected)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        string line = """{"_aws":{"Timestamp":1704164640000,"CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[[]],"Metrics":[{"Name":"Latency"}]}]},"Latency":"""
            + value + "}";

        await backend.Server.ImportAsync(new StringReader(line), "/import", "lines.log");

        backend.Server.GetStatus().Series.Select(static series => $"{series.SampleCount} {series.Sum}").Should()
            .Equal(expected is null ? [] : [expected]);
    }

    [Fact]
    public async Task A_log_event_that_only_looks_like_metrics_stays_a_log_event()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        string[] odd =
        [
            """{"_aws":{"CloudWatchMetrics":[{"Namespace":5,"Metrics":[]}]}}""", """{"_aws":{"CloudWatchMetrics":{}}}""",
            """{"_aws":{"CloudWatchMetrics":[{"Namespace":"N","Metrics":[{"Name":"A","Unit":"Furlongs"}]}]},"A":1}""",
            "{\"CloudWatchMetrics\"",
        ];

        long taken = await backend.Server.ImportAsync(new StringReader(string.Join('\n', odd)), "/import", "odd");

        taken.Should().Be(odd.Length);
        backend.Server.GetStatus().StoredLogEvents.Should().Be(odd.Length);
        backend.Server.GetStatus().Series.Should().BeEmpty();
    }

    [Theory]
    [InlineData(
        "aws-chunked",
        "12;chunk-signature=abc\r\n{\"logGroupName\":\"/\r\n6\r\nshop\"}\r\n0;chunk-signature=d\r\nx-amz-trailer: 1\r\n\r\n",
        200)]
    [InlineData("aws-chunked", "ff\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("aws-chunked", "zz\r\n{}\r\n", 400)]
    [InlineData("aws-chunked", "", 400)]
    [InlineData("br", "{}", 400)]
    public async Task Framed_bodies_are_taken_out_of_their_frames(string encoding, string body, int status)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        ((int)await PostAsync(backend, encoding, Encoding.UTF8.GetBytes(body))).Should().Be(status);
    }

    [Fact]
    public async Task Frames_may_hold_what_was_compressed()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        byte[] gzip = GzipBytes.Compress("""{"logGroupName":"/shop"}"""u8);
        byte[] framed = [.. Encoding.ASCII.GetBytes($"{gzip.Length:x}\r\n"), .. gzip, .. "\r\n0\r\n\r\n"u8];

        (await PostAsync(backend, "gzip,aws-chunked", framed)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_the_kernel_dropped_is_read_from_its_table()
    {
        string[] table =
        [
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops",
            "  312: 0100007F:07D0 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12345 2 0000000000000000 42",
        ];
        await using LocalBackend backend = await LocalBackend.StartAsync();

        KernelDrops.Find(table, 2_000).Should().Be(42);
        KernelDrops.Find(table, 2_001).Should().BeNull();
        if (OperatingSystem.IsLinux())
        {
            backend.Server.GetStatus().DroppedByKernel.Should().Be(0);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(LocalBackend backend, string encoding, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        foreach (string one in encoding.Split(','))
        {
            content.Headers.ContentEncoding.Add(one);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = content };
        request.Headers.Add("X-Amz-Target", "Logs_20140328.CreateLogGroup");
        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        return response.StatusCode;
    }
}
