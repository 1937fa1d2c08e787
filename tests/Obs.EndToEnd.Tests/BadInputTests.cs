using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>What strangers send while the shop is running.</summary>
[Collection(RunningShopDefinition.Name)]
public sealed class BadInputTests(ShopFixture shop)
{
    private const string TraceHeader = "X-Amzn-Trace-Id: ";
    private const string FrontPage = "GET unmatched"; // A static file. Nobody else asks for it: its count is ours alone.

    [Fact]
    public async Task Requests_with_bad_trace_headers_are_served_and_counted()
    {
        string[][] headers =
        [
            [TraceHeader + "Root=1-" + new string('a', 20 * 1024)],
            [
                TraceHeader + "Root=1-68ffd4a2-0123456789abcdef01234567;Sampled=1",
                TraceHeader + "Root=1-68ffd4a2-76543210fedcba9876543210;Sampled=0",
            ],
            [TraceHeader + "Root=;;=;Sampled=maybe;Parent=not-hexadecimal"],
        ];
        long before = FrontPageRequests(await shop.Shop.GetJsonAsync("api/metrics?window=24h"));

        foreach (string[] lines in headers)
        {
            (await RawRequest.GetAsync(shop.Shop, "/", lines)).Should().Be(200);
        }

        await Eventually.GetAsync(
            async () => FrontPageRequests(await shop.Shop.GetJsonAsync("api/metrics?window=24h")),
            count => count == before + headers.Length);
    }

    [Fact]
    public async Task An_unknown_window_is_refused_with_what_is_allowed()
    {
        using HttpResponseMessage response = await shop.Shop.GetAsync("api/metrics?window=fortnight");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("from 1s to 86400s").And.Contain("fortnight");
    }

    [Fact]
    public async Task Datagrams_of_garbage_are_rejected_and_counted()
    {
        byte[][] garbage =
        [
            Encoding.UTF8.GetBytes("hello"),
            Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n{\"name\":"),
            Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n{\"name\":\"shop\"}"),
            [0xFF, 0x00, 0xFE, 0x0A, 0x80],
        ];
        JsonElement before = await shop.Page.GetJsonAsync("api/local/status");
        var address = IPEndPoint.Parse(before.GetProperty("udp").Text("address"));

        using var udp = new UdpClient();
        foreach (byte[] datagram in garbage)
        {
            await udp.SendAsync(datagram, address);
        }

        JsonElement after = await Eventually.GetAsync(
            () => shop.Page.GetJsonAsync("api/local/status"), status => Rejected(status) == Rejected(before) + garbage.Length);
        after.Items("rejects").Should()
            .HaveCountGreaterThanOrEqualTo(garbage.Length).And.OnlyContain(static reject => reject.Text("reason").Length > 0);
    }

    private static long FrontPageRequests(JsonElement report) =>
        report.ByName("operations", "operation").TryGetValue(FrontPage, out JsonElement operation) ? operation.Count("count") : 0;

    private static long Rejected(JsonElement status) => status.ByName("ingest", "signal")["traces"].GetProperty("rejected").Total();
}
