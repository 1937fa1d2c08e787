using System.Net;
using System.Text.Json;
using Obs.AspNetCore.Tests.Support;

namespace Obs.AspNetCore.Tests.Endpoint;

/// <summary>Whatever is asked is answered: with numbers, or with what may be asked.</summary>
public sealed class OddQuestionTests
{
    private static readonly string[] Answered =
    [
        "window=", "window=1", "window=300", "window=5m", "window=1h", "WINDOW=10s", "percentiles=0", "percentiles=100",
        "percentiles=99.999,99.999,50", "percentiles=.5,%2050%20", "percentiles=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20",
        "name=*", "name=http%2A", "name=%00", "name=%E2%82%AC", "name=%zz", "operation=GET%20%2Fproducts%2F%7Bid%7D", "operation=get+*",
        "operation=%2A", "series=TRUE", "series=false", "format=Json", "window=5m&series=true&percentiles=75&name=x&operation=y",
    ];

    private static readonly (string Query, string Allowed)[] Refused =
    [
        ("window=0", "10s, 5m, 1h"), ("window=3601s", "from 1s to 3600s"), ("window=61m", "from 1s to 3600s"), ("window=2h", "10s, 5m, 1h"),
        ("window=-1s", "10s, 5m, 1h"), ("window=1.5h", "10s, 5m, 1h"), ("window=5M", "10s, 5m, 1h"), ("window=1d", "10s, 5m, 1h"),
        ("window=500ms", "10s, 5m, 1h"), ("window=+5m", "10s, 5m, 1h"), ("window=%D9%A3m", "10s, 5m, 1h"), ("window=PT5M", "10s, 5m, 1h"),
        ("window=5m&window=5m", "given once"), ("window=5m&Window=6m", "given once"), ("window=&window=", "given once"),
        ("from=", "2026-01-31T12:00:00Z"), ("from=now", "2026-01-31T12:00:00Z"), ("from=-1", "2026-01-31T12:00:00Z"),
        ("from=1767323061000", "seconds since 1970"), ("from=20260102T030405Z", "2026-01-31T12:00:00Z"),
        ("from=2026-13-01", "2026-01-31T12:00:00Z"), ("from=2026-01-02T03:04:05+99:00", "2026-01-31T12:00:00Z"),
        ("from=0", "within what is kept"), ("from=1970-01-01T00:00:00Z", "within what is kept"),
        ("from=1970-01-01", "within what is kept"), ("from=9999-12-31T23:59:59Z", "within what is kept"),
        ("from=253402300799", "within what is kept"),
        ("to=2026-01-02", "to must come with from"), ("to=tomorrow", "2026-01-31T12:00:00Z"),
        ("percentiles=", "from 0 to 100"), ("percentiles=NaN", "from 0 to 100"), ("percentiles=Infinity", "from 0 to 100"),
        ("percentiles=100.001", "from 0 to 100"), ("percentiles=-0.1", "from 0 to 100"), ("percentiles=50,", "from 0 to 100"),
        ("percentiles=p99", "from 0 to 100"), ("percentiles=1e1", "from 0 to 100"), ("percentiles=50;99", "from 0 to 100"),
        ("percentiles=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21", "1 to 20 numbers"),
        ("name=", "1 to 512 characters"), ("operation=", "1 to 512 characters"), ("series=", "true or false"),
        ("series=1", "true or false"),
        ("format=", "json, openmetrics, csv, histograms"), ("format=json&format=csv", "json, openmetrics, csv, histograms"),
        ("format=csv&series=true", "application/json only"), ("format=histograms&series=true", "application/json only"),
        ("format=openmetrics&series=true", "no parameter but name"), ("format=openmetrics&from=0", "within what is kept"),
        ("top=5", "allowed are window, from, to, operation, name, percentiles, series"), ("=5m", "allowed are window"),
    ];

    [Fact]
    public async Task What_may_be_asked_is_answered_and_all_else_says_what_may()
    {
        await using TestService service = await TestService.StartAsync();
        foreach (string query in Answered)
        {
            (HttpStatusCode status, string body) = await GetAsync(service, query);
            status.Should().Be(HttpStatusCode.OK, "{0}: {1}", query, body);
        }

        foreach ((string query, string allowed) in Refused)
        {
            (HttpStatusCode status, string body) = await GetAsync(service, query);
            status.Should().Be(HttpStatusCode.BadRequest, query);
            JsonDocument.Parse(body).RootElement.GetProperty("error").GetString().Should().Contain(allowed, query).And.Subject
                .Should().Match(static error => error.Length < 250);
        }
    }

    [Fact]
    public async Task A_range_is_any_time_that_is_kept()
    {
        await using TestService service = await TestService.StartAsync();
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(
            TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).AddMinutes(-10);
        string[] moments =
        [
            $"{now.ToUnixTimeSeconds()}", $"{now:yyyy-MM-ddTHH:mm:ssZ}", $"{now:yyyy-MM-ddTHH:mm:ss.fffffffZ}",
            $"{now:yyyy-MM-dd HH:mm:ss}",
            $"{now.AddHours(2):yyyy-MM-ddTHH:mm:ss}%2B02:00", $"{now:yyyy-MM-ddTHH:mm}Z", $"{now:yyyy-MM-ddTHH:mm:ss}",
        ];
        foreach (string from in moments)
        {
            (HttpStatusCode status, string body) = await GetAsync(service, $"from={from}&to=2999-01-01");
            status.Should().Be(HttpStatusCode.OK, "{0}: {1}", from, body);
            (status, body) = await GetAsync(service, $"from={from}&to={now.AddSeconds(-61).ToUnixTimeSeconds()}");
            (status, body.Contains("to must be later than from", StringComparison.Ordinal)).Should().Be((HttpStatusCode.BadRequest, true));
            (_, body) = await GetAsync(service, $"from={from}&window=5m");
            body.Should().Contain("must not be given together");
        }
    }

    [Theory]
    [InlineData("GET", "/api/metrics/", HttpStatusCode.OK)]
    [InlineData("GET", "/API/Metrics", HttpStatusCode.OK)]
    [InlineData("GET", "/api/metrics/report/", HttpStatusCode.OK)]
    [InlineData("HEAD", "/api/metrics", HttpStatusCode.OK)]
    [InlineData("HEAD", "/api/metrics?window=never", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/metrics", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/api/metrics/report", HttpStatusCode.MethodNotAllowed)]
    public async Task Addresses_and_methods_are_those_of_http(string method, string path, HttpStatusCode expected)
    {
        await using TestService service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        HttpResponseMessage response = await service.Client.SendAsync(request);

        response.StatusCode.Should().Be(expected);
        (await response.Content.ReadAsByteArrayAsync()).Should().Match<byte[]>(
            body => (method == "GET") == (body.Length > 0));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(TestService service, string query)
    {
        HttpResponseMessage response = await service.Client.GetAsync("/api/metrics?" + query);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
