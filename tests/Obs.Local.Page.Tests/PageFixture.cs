using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>A real backend with one purchase across two services in it, and a real browser to look at it with.</summary>
public sealed class PageFixture : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>One widget of each kind, and some mistakes.</summary>
    public const string Dashboard = """
        {"variables":[{"type":"property","property":"Service","inputType":"select","id":"service","search":"{Obs,Environment,Service} MetricName=\"Latency\"","populateFrom":"Service","defaultValue":"__FIRST"}],
         "widgets":[
           {"type":"text","x":0,"y":0,"width":24,"height":2,"properties":{"markdown":"# Shop\n**all** of it, [safe](https://example.org) and [not](javascript:alert(1)) <img src=x onerror=alert(1)>"}},
           {"type":"metric","x":0,"y":2,"width":6,"height":4,"properties":{"title":"Slowest","region":"eu-west-1","view":"singleValue","stat":"Maximum","metrics":[["Obs","Latency","Environment","Test","Service","?"]]}},
           {"type":"metric","x":6,"y":2,"width":12,"height":6,"properties":{"title":"Duration","region":"eu-west-1","stat":"p99","metrics":[["Obs","Latency","Environment","Test","Service","?",{"id":"l"}],[{"expression":"l*2","label":"twice","color":"#d62728"}]],
             "annotations":{"horizontal":[{"value":250,"label":"objective"}]}}},
           {"type":"metric","x":18,"y":2,"width":6,"height":6,"properties":{"title":"Nothing","region":"eu-west-1","metrics":[["Obs","Latenc"],[{"expression":"SEARCH('{Obs,Host} MetricName=\"Latency\"', 'Sum', 60)"}]]}},
           {"type":"log","x":0,"y":8,"width":12,"height":6,"properties":{"title":"Levels","region":"eu-west-1","query":"SOURCE '/obs/Test/storefront' | stats count(*) as n by level"}},
           {"type":"alarm","x":10,"y":8,"width":6,"height":6,"properties":{"title":"Alarms","alarms":["arn:aws:cloudwatch:eu-west-1:000000000000:alarm:slow","arn:aws:cloudwatch:eu-west-1:000000000000:alarm:gone"]}}]}
        """;

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
    private Browser? _browser;

    /// <summary>The trace of the purchase.</summary>
    public string TraceId => $"1-{_now.ToUnixTimeSeconds():x8}-0123456789abcdef01234567";

    public Uri Address => _server.HttpAddress;

    public ObsLocalServer Server => _server;

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
        _browser!.OpenAsync(Address, width, scheme: scheme, range: Browser.RangeUntil(_now));

    private async Task SendAsync()
    {
        double start = (_now.ToUnixTimeMilliseconds() / 1000.0) - 2;
        string entry = $$"""
            {"name":"storefront","id":"1000000000000001","trace_id":"{{TraceId}}","start_time":{{start:F3}},"end_time":{{start + 0.3:F3}},
             "annotations":{"plan":"gold \"plus\"","items":3},
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
        await _server.SendSegmentsAsync([entry, payment]);
        await PublishAsync();
        await LogAsync();
        await WatchAsync();
        await _server.FlushAsync();
    }

    private Task LogAsync()
    {
        long time = _now.ToUnixTimeMilliseconds() - 2_000;
        return _server.LogAsync("/obs/Test/storefront", Enumerable.Range(0, 6).Select(index => (time - ((5 - index) * 10_000), $$"""
            {"level":"{{(index == 0 ? "Error" : "Information")}}","message":"Order {{index}} placed","service":"storefront",
             "xrayTraceId":"{{TraceId}}","ms":{{index * 10}}}
            """)));
    }

    private async Task WatchAsync()
    {
        await _server.CallAsync("GraniteServiceVersion20100801.PutMetricAlarm", """
            {"AlarmName":"slow","AlarmDescription":"The storefront is slow","Namespace":"Obs","MetricName":"Latency","Statistic":"Maximum","Period":10,"EvaluationPeriods":1,
             "Threshold":100,"ComparisonOperator":"GreaterThanThreshold","TreatMissingData":"notBreaching",
             "Dimensions":[{"Name":"Environment","Value":"Test"},{"Name":"Service","Value":"storefront"}]}
            """);
        await _server.CallAsync(
            "GraniteServiceVersion20100801.PutDashboard",
            JsonSerializer.Serialize(new { DashboardName = "shop", DashboardBody = Dashboard }));
    }

    private async Task PublishAsync()
    {
        string time = (_now.ToUnixTimeSeconds() - 30).ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> data = from name in new[] { "Latency", "Fault", "Error" }
                                   from operation in new[] { "", ",{\"Name\":\"Operation\",\"Value\":\"POST /checkout\"}" }
                                   select Datum(name, operation, time);
        await _server.CallAsync(
            "GraniteServiceVersion20100801.PutMetricData", $$"""{"Namespace":"Obs","MetricData":[{{string.Join(',', data)}}]}""");
    }

    private static string Datum(string name, string operation, string time) => $$"""
        {"MetricName":"{{name}}","Unit":"{{(name == "Latency" ? "Milliseconds" : "Count")}}","Timestamp":{{time}},"Values":[{{(name == "Latency" ? 300 : 0)}}],"Counts":[1],
         "Dimensions":[{"Name":"Environment","Value":"Test"},{"Name":"Service","Value":"storefront"}{{operation}}]}
        """;
}
