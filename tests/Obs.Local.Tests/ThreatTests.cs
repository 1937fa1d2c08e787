using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Obs.Local.Ingest;
using Obs.Local.Store;
using Obs.Local.Traces;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>The threats to the local backend that no other class here names; each test begins with its row.</summary>
public sealed class ThreatTests : IDisposable
{
    private const string Named = """{"name":"foreign","from":1,"to":2}""";
    private const string Secret = "AKIAIOSFODNN7EXAMPLE";

    private static readonly string[] Routes =
        ["", "api/local/status", "api/local/session", "api/local/runs", "api/local/traces", "GetTraceSummaries"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string?, bool> Callers()
    {
        var callers = new TheoryData<string, string?, bool>();
        foreach (
            string host in new[] { "localhost:1", "127.0.0.1:1", "[::1]:1", "evil.example:1", "localhost.evil.example:1", "192.168.0.1:1" })
        {
            bool isOurs = !host.Contains("evil", StringComparison.Ordinal) && !host.StartsWith("192", StringComparison.Ordinal);
            foreach (string? origin in new[] { null, $"http://{host}", $"https://{host}", "http://evil.example", "null" })
            {
                callers.Add(host, origin, isOurs && (origin is null || origin == $"http://{host}"));
            }
        }

        return callers;
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task T11_Every_route_answers_loopback_names_and_their_own_pages_alone(string host, string? origin, bool allowed)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        foreach (string route in Routes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, route);
            request.Headers.Host = host;
            request.Headers.Add("Origin", origin is null ? [] : [origin]);

            using HttpResponseMessage response = await backend.Http.SendAsync(request);

            (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)).Should().Be(allowed, route);
            response.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(null, "application/json", null, HttpStatusCode.Forbidden)]
    [InlineData("wrong", "application/json", null, HttpStatusCode.Forbidden)]
    [InlineData("right", "text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("right", "application/x-www-form-urlencoded", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("right", "application/json", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("right", "application/json", null, HttpStatusCode.OK)]
    public async Task T12_A_change_needs_the_token_and_its_own_content_type(
        string? token, string contentType, string? origin, HttpStatusCode expected)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        string right = (await backend.GetAsync("session")).GetProperty("token").GetString()!;
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "api/local/runs") { Content = new StringContent(Named, Encoding.UTF8, contentType) };
        request.Headers.Add("X-Obs-Token", token is null ? [] : [token == "right" ? right : token]);
        request.Headers.Add("Origin", origin is null ? [] : [origin]);

        using HttpResponseMessage response = await backend.Http.SendAsync(request);

        response.StatusCode.Should().Be(expected);
        (await backend.GetAsync("runs")).GetProperty("runs").GetArrayLength().Should().Be(expected == HttpStatusCode.OK ? 1 : 0);
    }

    [Fact]
    public async Task T12_The_token_is_another_one_at_each_start()
    {
        await using LocalBackend first = await LocalBackend.StartAsync();
        await using LocalBackend second = await LocalBackend.StartAsync();

        (await first.GetAsync("session")).GetProperty("token").GetString().Should().HaveLength(43)
            .And.NotBe((await second.GetAsync("session")).GetProperty("token").GetString());
    }

    [Theory]
    [InlineData("CreateGroup", null, "text/plain")]
    [InlineData("CreateGroup", null, "multipart/form-data")]
    [InlineData("CreateGroup", null, "application/x-www-form-urlencoded")]
    [InlineData("", "Logs_20140328.CreateLogGroup", "text/plain")]
    [InlineData("", "Logs_20140328.CreateLogGroup", "application/x-www-form-urlencoded")]
    [InlineData("", null, "text/plain")]
    public async Task T12_What_a_page_can_send_without_asking_is_no_aws_request(string path, string? target, string contentType)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent("""{"GroupName":"foreign","logGroupName":"foreign"}""", Encoding.UTF8, contentType),
        };
        request.Headers.Add("X-Amz-Target", target is null ? [] : [target]);

        using HttpResponseMessage response = await backend.Http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await backend.GetAsync("groups")).GetProperty("groups").EnumerateArray()
            .Should().NotContain(static group => group.GetProperty("name").GetString() == "foreign");
    }

    [Fact]
    public async Task T13_What_was_sent_comes_back_as_json_and_as_nothing_else()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await backend.SendSegmentsAsync(Segment("00000000000000a1", "<img src=x onerror=alert(1)>"));

        using HttpResponseMessage trace = await backend.Http.GetAsync(new Uri("api/local/traces/" + Trace, UriKind.Relative));

        trace.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        trace.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task T14_A_flood_is_counted_to_the_last_datagram_and_the_page_stays_up()
    {
        const int Sent = 20_000;
        await using LocalBackend backend = await LocalBackend.StartAsync();
        using var udp = new UdpClient("127.0.0.1", backend.Server.UdpAddress.Port);
        byte[] datagram = new byte[200];

        for (int count = 0; count < Sent; count++)
        {
            udp.Send(datagram);
        }

        (await backend.GetRawAsync("api/local/status")).Status.Should().Be(200);
        await backend.SendAsync();
        ObsLocalStatus status = backend.Server.GetStatus();
        (status.Datagrams + (status.DroppedByKernel ?? (Sent - status.Datagrams))).Should().BeGreaterThanOrEqualTo(Sent);
        status.Signals[0].Rejected.Values.Sum().Should().Be(status.Datagrams);
    }

    [Fact]
    public async Task T16_No_credential_that_was_sent_is_kept()
    {
        string file = Path.Combine(_folder.Path, "store.db");
        await using (LocalBackend backend = await LocalBackend.StartAsync(store: file))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "")
            {
                Content = new StringContent(
                    """{"Namespace":"Shop","MetricData":[{"MetricName":"Kept","Value":1}]}""", Encoding.UTF8, "application/x-amz-json-1.0"),
            };
            request.Headers.Add("X-Amz-Target", "GraniteServiceVersion20100801.PutMetricData");
            request.Headers.Add("X-Amz-Security-Token", Secret);
            request.Headers.TryAddWithoutValidation(
                "Authorization", $"AWS4-HMAC-SHA256 Credential={Secret}/20240102/eu-west-1/monitoring/aws4_request, Signature={Secret}");
            using HttpResponseMessage response = await backend.Http.SendAsync(request);
            response.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        foreach (string kept in Directory.GetFiles(_folder.Path))
        {
            string bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(kept));
            bytes.Should().Contain("Kept").And.NotContain(Secret).And.NotContain("Signature=");
        }
    }

    [Theory]
    [InlineData("'; DROP TABLE segments; --")]
    [InlineData("' OR '1'='1")]
    [InlineData("%' UNION SELECT document FROM segments --")]
    [InlineData("\" OR load_extension('x') OR \"")]
    [InlineData("a\0b'")]
    public async Task T19_No_text_of_a_request_becomes_sql(string payload)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        await backend.SendSegmentsAsync(Segment("00000000000000a1", "shop"));
        string text = Uri.EscapeDataString(payload);
        string filter = Uri.EscapeDataString($"service({JsonSerializer.Serialize(payload)})");

        string[] paths =
        [
            $"traces?from=0&q={text}",
            $"traces?from=0&service={text}",
            $"traces?from=0&filter={filter}",
            $"map?from=0&service={text}",
            $"logs?from=0&q={text}&level={text}",
        ];
        foreach (string path in paths)
        {
            (int status, string body) = await backend.GetRawAsync("api/local/" + path);

            status.Should().BeOneOf(200, 400);
            body.Should().NotContain("SQLite").And.NotContain("1-5759e988", "nothing matches such a text");
        }

        backend.Server.GetStatus().StoredSegments.Should().Be(1);
        (await backend.GetAsync("traces/" + Trace)).GetProperty("rows").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task T21_A_full_disk_costs_what_comes_then_and_nothing_before_or_after()
    {
        using Database database = Database.Open(Database.InMemory); // Its lock lets the test in beside the writer.
        using var writer = new StoreWriter(database, new ObsLocalOptions(), TimeProvider.System);
        var accounts = new IngestAccounts(TimeProvider.System);
        await StoreAsync(1);
        database.Write(
            static connection => Schema.Execute(connection, $"PRAGMA max_page_count={Schema.Scalar(connection, "PRAGMA page_count")}"));

        string? whenFull = await StoreAsync(2);
        List<byte[]> readable = new TraceQueries(database).Documents(Trace);
        database.Write(static connection => Schema.Execute(connection, "PRAGMA max_page_count=1000000"));
        string? afterwards = await StoreAsync(3);

        whenFull.Should().Be(StoreWriter.WriteFailed);
        readable.Should().ContainSingle();
        afterwards.Should().BeNull();
        accounts.Traces.Read().Should()
            .BeEquivalentTo(new { Accepted = 3L, Stored = 2L, Dropped = new Dictionary<string, long> { [StoreWriter.WriteFailed] = 1 } });

        async Task<string?> StoreAsync(int number)
        {
            byte[] document = Encoding.UTF8.GetBytes(
                Segment($"00000000000000a{number}", "shop", more: $",\"metadata\":{{\"x\":\"{new string('x', 50_000)}\"}}"));
            var work = new SegmentWork([(SegmentParser.Parse(document, out _)!, document)], accounts);
            writer.Enqueue(work);
            return await work.Done.WaitAsync(LocalBackend.Ceiling);
        }
    }

    public void Dispose() => _folder.Dispose();
}
