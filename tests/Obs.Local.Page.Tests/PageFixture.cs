using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>A real backend with one purchase across two services in it, and a real browser to look at it with.</summary>
public sealed class PageFixture : IAsyncLifetime, IAsyncDisposable
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
    private Browser? _browser;

    /// <summary>The trace of the purchase.</summary>
    public string TraceId => $"1-{_now.ToUnixTimeSeconds():x8}-0123456789abcdef01234567";

    public Uri Address => _server.HttpAddress;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        await SendAsync();
        _browser = await Browser.LaunchAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    /// <summary>A new window, which remembers what it complained about and whom it asked.</summary>
    public Task<WatchedPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        _browser!.OpenAsync(Address, width, scheme: scheme);

    private async Task SendAsync()
    {
        double start = (_now.ToUnixTimeMilliseconds() / 1000.0) - 2;
        string entry = $$"""
            {"name":"storefront","id":"1000000000000001","trace_id":"{{TraceId}}","start_time":{{start:F3}},"end_time":{{start + 0.3:F3}},
             "http":{"request":{"method":"POST","url":"http://localhost:5101/checkout"},"response":{"status":201} },
             "subsegments":[{"id":"1000000000000002","name":"localhost:5103","namespace":"remote","start_time":{{start + 0.1:F3}},"end_time":{{start + 0.25:F3}},
               "http":{"request":{"method":"POST","url":"http://localhost:5103/payments"},"response":{"status":201} } }]}
            """;
        string payment = $$"""
            {"name":"payments","id":"2000000000000001","trace_id":"{{TraceId}}","parent_id":"1000000000000002","start_time":{{start + 0.12:F3}},"end_time":{{start + 0.24:F3}},
             "http":{"request":{"method":"POST","url":"http://localhost:5103/payments"},"response":{"status":201} },
             "subsegments":[{"id":"2000000000000002","name":"payments@localhost","namespace":"remote","start_time":{{start + 0.15:F3}},"end_time":{{start + 0.2:F3}},
               "sql":{"sanitized_query":"INSERT INTO payments (id) VALUES (?)","database_type":"sqlite"} }]}
            """;
        using var udp = new UdpClient();
        foreach (string document in new[] { entry, payment })
        {
            await udp.SendAsync(Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n" + document), _server.UdpAddress);
        }

        await PublishAsync();
        await _server.FlushAsync();
    }

    private async Task PublishAsync()
    {
        string time = (_now.ToUnixTimeSeconds() - 30).ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> data = from name in new[] { "Latency", "Fault", "Error" }
                                   from operation in new[] { "", ",{\"Name\":\"Operation\",\"Value\":\"POST /checkout\"}" }
                                   select Datum(name, operation, time);
        using var http = new HttpClient { BaseAddress = Address };
        using var content = new StringContent($$"""{"Namespace":"Obs","MetricData":[{{string.Join(',', data)}}]}""", Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0"));
        content.Headers.Add("X-Amz-Target", "GraniteServiceVersion20100801.PutMetricData");
        using HttpResponseMessage response = await http.PostAsync(new Uri("/", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    private static string Datum(string name, string operation, string time) => $$"""
        {"MetricName":"{{name}}","Unit":"{{(name == "Latency" ? "Milliseconds" : "Count")}}","Timestamp":{{time}},"Values":[{{(name == "Latency" ? 300 : 0)}}],"Counts":[1],
         "Dimensions":[{"Name":"Environment","Value":"Test"},{"Name":"Service","Value":"storefront"}{{operation}}]}
        """;
}
