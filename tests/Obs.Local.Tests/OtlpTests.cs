using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Traces by OTLP/HTTP: what a span becomes, and what is refused.</summary>
public sealed class OtlpTests
{
    private const string Trace = "5f84c7a1e7d1852db8c4fd35d88bf49a";
    private const string XRayTrace = "1-5f84c7a1-e7d1852db8c4fd35d88bf49a";

    [Fact]
    public async Task A_request_becomes_a_segment_and_the_calls_in_it_subsegments()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        byte[] request = Request(
            Span("00000000000000a1", "", "GET /pay/{id}", kind: 2,
                ("http.request.method", "GET"), ("http.route", "/pay/{id}"), ("url.scheme", "https"), ("server.address", "shop.example"),
                ("url.path", "/pay/7"),
                ("http.response.status_code", 503L), ("annotation.customer", "c7"), ("metadata.cart:items", 3L), ("free", "text")),
            Span("00000000000000b2", "00000000000000a1", "POST", kind: 3,
                ("http.request.method", "POST"), ("url.full", "https://bank.example/x"), ("server.address", "bank.example"),
                ("http.response.status_code", 429L)),
            Span("00000000000000c3", "00000000000000a1", "SELECT", kind: 3,
                ("db.system.name", "postgresql"), ("db.namespace", "orders"), ("server.address", "db1"), ("db.query.text", "SELECT ?")));

        (int status, byte[] answer) = await PostAsync(backend, request);
        JsonElement[] documents = [.. (await backend.GetAsync("traces/" + XRayTrace)).GetProperty("documents").EnumerateArray()];

        (status, answer.Length).Should().Be((200, 0));
        JsonElement segment = documents.Single(static document => !document.TryGetProperty("type", out _));
        segment.GetProperty("name").GetString().Should().Be("shop");
        segment.GetProperty("fault").GetBoolean().Should().BeTrue();
        segment.GetProperty("http").GetProperty("request").GetProperty("url").GetString().Should().Be("https://shop.example/pay/7");
        segment.GetProperty("annotations").GetRawText().Should().Be("""{"customer":"c7"}""");
        segment.GetProperty("metadata").GetRawText().Should()
            .Be("""{"cart":{"items":3},"default":{"free":"text"},"http":{"route":"/pay/{id}"},"service":{"environment":"demo"}}""");
        JsonElement call = documents.Single(static document => document.GetProperty("name").GetString() == "bank.example");
        (call.GetProperty("namespace").GetString(), call.GetProperty("throttle").GetBoolean()).Should().Be(("remote", true));
        JsonElement query = documents.Single(static document => document.GetProperty("name").GetString() == "orders@db1");
        query.GetProperty("sql").GetRawText().Should().Be("""{"sanitized_query":"SELECT ?","database_type":"postgresql"}""");
        backend.Server.GetStatus().StoredSegments.Should().Be(3);
    }

    [Fact]
    public async Task A_span_that_is_none_is_rejected_alone_and_the_answer_says_so()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        byte[] request = Request(Span("00000000000000a1", "", "work", kind: 1), Span("a1", "", "broken", kind: 1));

        (int status, byte[] answer) = await PostAsync(backend, request);

        status.Should().Be(200);
        answer.AsSpan(2, 2).ToArray().Should().Equal(0x08, 1);
        backend.Server.GetStatus().StoredSegments.Should().Be(1);
        backend.Server.GetStatus().Rejects.Should().ContainSingle();
    }

    [Fact]
    public async Task An_empty_request_is_a_success()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());

        (await PostAsync(backend, [])).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(new byte[] { 0x0A, 0x05, 0x01 })]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x08, 0x01 })]
    [InlineData(new byte[] { 0x0B })]
    [InlineData(new byte[] { 0x00, 0x00 })]
    [InlineData(new byte[] { (byte)'{', (byte)'}' })]
    public async Task A_body_that_is_no_request_is_refused_in_words(byte[] body)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());

        (int status, byte[] answer) = await PostAsync(backend, body);

        status.Should().Be(400);
        answer.Should().NotBeEmpty();
        backend.Server.GetStatus().StoredSegments.Should().Be(0);
    }

    [Fact]
    public async Task Whatever_bytes_come_the_backend_answers_and_goes_on()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        byte[] request = Request(Span("00000000000000a1", "", "work", kind: 1, ("key", "value"), ("number", 7L)));
        var random = new Random(7);

        for (int round = 0; round < 300; round++)
        {
            byte[] damaged = [.. request];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            (await PostAsync(backend, damaged[..random.Next(1, damaged.Length + 1)])).Status.Should().BeOneOf(200, 400);
        }
    }

    [Fact]
    public async Task Attributes_nested_without_end_are_refused()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        byte[] value = Text(1, "x");
        for (int depth = 0; depth < 40; depth++)
        {
            value = Field(5, Field(1, value));
        }

        byte[] span = [.. Span("00000000000000a1", "", "work", kind: 1), .. Field(9, [.. Text(1, "key"), .. Field(2, value)])];

        (await PostAsync(backend, Request(span))).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_request_is_bounded_as_XRay_bounds_it()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());
        byte[] many = Request([.. Enumerable.Range(1, 10_001).Select(static _ => Array.Empty<byte>())]);

        (await PostAsync(backend, many)).Status.Should().Be(400);
        (await PostAsync(backend, new byte[5_000_001])).Status.Should().Be(413);
    }

    [Theory]
    [InlineData("application/json", null, 415)]
    [InlineData("application/x-protobuf", "http://evil.example", 403)]
    public async Task Only_protobuf_from_this_machine_is_taken(string type, string? origin, int expected)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider());

        (await PostAsync(backend, [], type, origin)).Status.Should().Be(expected);
    }

    private static async Task<(int Status, byte[] Body)> PostAsync(
        LocalBackend backend, byte[] body, string type = "application/x-protobuf", string? origin = null)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            await gzip.WriteAsync(body);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/traces") { Content = new ByteArrayContent(packed.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Content.Headers.ContentEncoding.Add("gzip");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    private static byte[] Request(params byte[][] spans) => Field(1, [
        .. Field(1, [.. Attribute(1, "service.name", "shop"), .. Attribute(1, "deployment.environment.name", "demo")]),
        .. Field(2, [.. spans.SelectMany(static span => Field(2, span))]),
    ]);

    private static byte[] Span(string id, string parent, string name, byte kind, params (string Key, object Value)[] attributes) => [
        .. Field(1, Convert.FromHexString(Trace)),
        .. Field(2, Convert.FromHexString(id)),
        .. parent.Length > 0 ? Field(4, Convert.FromHexString(parent)) : [],
        .. Text(5, name),
        6 << 3, kind,
        (7 << 3) | 1, .. BitConverter.GetBytes(1_704_164_640_000_000_000UL),
        (8 << 3) | 1, .. BitConverter.GetBytes(1_704_164_640_250_000_000UL),
        .. attributes.SelectMany(static pair => Attribute(9, pair.Key, pair.Value)),
    ];

    private static byte[] Attribute(int field, string key, object value) =>
        Field(field, [.. Text(1, key), .. Field(2, value is long number ? [3 << 3, .. Varint((ulong)number)] : Text(1, (string)value))]);

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => [(byte)((field << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
