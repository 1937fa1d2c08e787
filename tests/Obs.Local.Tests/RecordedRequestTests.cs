using System.Net;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Requests that real clients sent, in all three protocols: each must be understood to mean the same.</summary>
public sealed class RecordedRequestTests
{
    private static readonly DateTimeOffset Recorded = new(2026, 11, 22, 9, 10, 0, TimeSpan.Zero);

    public static TheoryData<string> Clients => [.. RecordedRequest.Clients];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_datum_is_stored_as_it_was_meant(string client)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider(Recorded));

        string[] scenarios =
        [
            "01-single-value", "02-values-counts", "03-statistic-set", "04-high-resolution",
            "05-no-timestamp-no-dims", "06-three-metrics", "08-escaping-ascii", "09-thirty-dimensions",
        ];
        foreach (string scenario in scenarios)
        {
            using HttpResponseMessage response = await backend.Http.SendAsync(RecordedRequest.Find(client, scenario)!.ToMessage());
            response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        }

        backend.Server.GetStatus().Series.Select(
            static series => $"{series.Namespace} {series.Name} {series.Dimensions.Count} {series.Data} {series.SampleCount} {series.Sum}")
            .Should().Equal(
                "Shop Orders 1 1 1 7", "Shop ProductViews 2 1 1 42", "Shop QueueDepth 0 1 1 3", "Shop ResponseTime 1 2 68 680.25",
                "Shop Revenue 1 1 1 199.99", "Shop Starts 0 1 1 1", "Shop Throughput 1 1 1 1048576", "Shop Wide 30 1 1 1",
                "Shop/Web Front a b+c&d=e%f 1 1 1 1");
        backend.Server.GetStatus().Series[^1].Dimensions["x y"].Should().Be("~!*'();:@&=+$,/?#[] \"<>\\|");
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Compressed_requests_are_inflated(string client)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider(Recorded));
        if (RecordedRequest.Find(client, "11-300-metrics-gzip") is { } request)
        {
            using HttpResponseMessage response = await backend.Http.SendAsync(request.ToMessage());

            response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
            backend.Server.GetStatus().Signals[1].Stored.Should().Be(300);
        }
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task What_is_not_there_is_refused_in_the_protocol_that_asked(string client)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider(Recorded));
        HttpRequestMessage asked = RecordedRequest.Find(client, "23-get-dashboard")!.ToMessage();
        string asContentType = asked.Content!.Headers.ContentType!.MediaType!;

        using HttpResponseMessage response = await backend.Http.SendAsync(asked);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be(
            asContentType == "application/x-www-form-urlencoded" ? "text/xml" : asContentType);
        (await response.Content.ReadAsStringAsync()).Should().Contain("does not exist");
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Metrics_are_listed_in_the_protocol_that_asked(string client)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(new ManualTimeProvider(Recorded));
        using HttpResponseMessage put = await backend.Http.SendAsync(RecordedRequest.Find(client, "02-values-counts")!.ToMessage());

        using HttpResponseMessage list = await backend.Http.SendAsync(RecordedRequest.Find(client, "21-list-metrics")!.ToMessage());

        list.StatusCode.Should().Be(HttpStatusCode.OK);
        (await list.Content.ReadAsStringAsync()).Should().Contain("ResponseTime").And.Contain("Service").And.Contain("shop");
    }
}
