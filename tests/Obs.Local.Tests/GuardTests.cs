using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Obs.TestSupport;

namespace Obs.Local.Tests;

public sealed class GuardTests
{
    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:80", 200)]
    [InlineData("[::1]:4580", 200)]
    [InlineData("evil.example", 400)]
    [InlineData("127.0.0.1.evil.example", 400)]
    [InlineData("localhost.evil.example:4580", 400)]
    [InlineData("0.0.0.0", 400)]
    public async Task T11_Only_loopback_names_are_answered(string host, int status)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/local/status");
        request.Headers.Host = host;

        using HttpResponseMessage response = await backend.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://localhost:1", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 400)]
    [InlineData("Sec-Fetch-Site", "none", 400)]
    public async Task T12_A_page_elsewhere_can_neither_write_nor_read(string header, string value, int status)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        using var content = new StringContent("Action=Nothing", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = content };
        request.Headers.Add(header, value);

        using HttpResponseMessage response = await backend.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
    }

    [Fact]
    public async Task T13_Every_answer_carries_the_policy()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        foreach (string path in new[] { "api/local/status", "nothing/here", "api/local/traces/none" })
        {
            using HttpResponseMessage response = await backend.Http.GetAsync(new Uri(path, UriKind.Relative));

            response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'; script-src 'self'");
            response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            response.Headers.Contains("Server").Should().BeFalse();
        }
    }

    [Fact]
    public async Task T15_A_compressed_bomb_is_refused_before_it_unfolds()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        byte[] bomb = GzipBytes.Compress(new byte[64 << 20]);

        (await PostGzipAsync(backend, bomb)).Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task T15_A_body_that_is_not_what_its_encoding_says_is_refused()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (await PostGzipAsync(backend, [1, 2, 3])).Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task T15_A_body_larger_than_any_valid_request_is_refused()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        // Waits for the answer before it sends: a refusal is read then, where sending all the same would break the pipe.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = LocalBackend.Ceiling };
        using var http = new HttpClient(handler) { BaseAddress = backend.Server.HttpAddress, Timeout = LocalBackend.Ceiling };
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = new ByteArrayContent(new byte[9 << 20]) };
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e/Obs.Local.dll")]
    [InlineData("wwwroot/index.html")]
    [InlineData("index.html%00.js")]
    public async Task T17_A_path_names_a_file_of_the_page_or_nothing(string path)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();

        (await backend.GetRawAsync(path)).Status.Should().BeOneOf(400, 404);
    }

    private static async Task<HttpStatusCode> PostGzipAsync(LocalBackend backend, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = content };
        request.Headers.Add("X-Amz-Target", "GraniteServiceVersion20100801.PutMetricData");

        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        return response.StatusCode;
    }
}
