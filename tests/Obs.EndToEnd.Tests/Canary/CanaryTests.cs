using System.Net;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Canary;

/// <summary>Sixty secrets, planted in every way a service can hand something to its telemetry: none is found in anything that leaves its
/// process, whichever way that goes, and so in nothing that is made of it.</summary>
public sealed class CanaryTests
{
    private static readonly string[] Backend =
    [
        "status", "services", "map", "traces?limit=500", "operations", "operations/series", "operations/heat", "business", "metrics",
        "explain", "explain/text", "logs?limit=1000", "alarms", "groups", "runs", "map/export",
    ];

    private static readonly string[] Formats = ["?format=json&series=true", "?format=openmetrics", "?format=csv", "?format=histograms"];

    private static readonly string[] Reports =
        ["/report?format=html", "/report?format=markdown", "/report?format=json", "/report?format=csv"];

    [Theory]
    [InlineData("daemon, PutMetricData, standard output", "standard output", "\"message\":\"Said ***", "Logging:LogLevel:Default=Trace")]
    [InlineData(
        "X-Ray API, embedded metrics, CloudWatch Logs",
        "standard output",
        "\"_aws\"",
        "Observability:Tracing:Sender=XRay",
        "Observability:Aws:MetricLane=EmbeddedMetricFormat",
        "Observability:Logging:Sink=CloudWatchLogs")]
    [InlineData(
        "OTLP, console, all that may be recorded",
        "wire",
        "annotation.planted",
        "Observability:Tracing:Sender=Otlp",
        "Observability:Tracing:RecordQueryValues=true",
        "Observability:Tracing:RecordSqlMessages=true",
        "Observability:Logging:Sink=Console")]
    [InlineData(
        "daemon, file, all that may be recorded",
        "log file",
        "\"message\":\"Said ***",
        "Observability:Tracing:RecordQueryValues=true",
        "Observability:Tracing:RecordSqlMessages=true",
        "Observability:Logging:Sink=File",
        "Logging:LogLevel:Default=Debug")]
    public async Task No_planted_secret_leaves_the_process(string lane, string way, string mark, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> written = await PlantAsync(folder.Path, settings);

        written[way].Should().Contain(mark, lane);
        written["wire"].Should().Contain("***", lane);
        written["standard error"].Should().Contain("self: Obs-Metrics").And.Contain("***", lane);
        PlantedSecrets.All.Should().HaveCount(60);
        written.SelectMany(static w => Finding.In(w.Value).Select(found => $"{w.Key}: {found}")).Should().BeEmpty(lane);
    }

    private static async Task<Dictionary<string, string>> PlantAsync(string folder, string[] settings)
    {
        var written = new Dictionary<string, string>();
        string store = Path.Combine(folder, "obs.db");
        (RunningProgram backend, string address) = await RunningProgram.StartAsync(
            BuiltProgram.StartInfo("Obs.Cli", "local", "--port", "0", "--udp-port", "0", "--store", store), "ready: ", []);
        await using RunningProgram running = backend;
        var page = new Uri(address);
        var daemon = IPEndPoint.Parse((await page.GetJsonAsync("api/local/status")).GetProperty("udp").Text("address"));
        await using Wiretap wire = await Wiretap.StartAsync(page, daemon);

        (RunningProgram service, string planted) = await RunningProgram.StartAsync(
            BuiltProgram.StartInfo("Obs.Planted"), "planted: ", [.. Settings(folder, wire), .. settings.Select(Pair)]);
        await using (service)
        {
            await AskServiceAsync(new Uri(planted), written);
        }

        written["standard output"] = service.Output;
        written["standard error"] = service.Error;
        written["wire"] = wire.Sent;
        written["log file"] = File.Exists(LogFile(folder)) ? await File.ReadAllTextAsync(LogFile(folder)) : "";
        await AskBackendAsync(page, written);
        await AskToolAsync(page, folder, written);
        return written;
    }

    private static async Task AskServiceAsync(Uri service, Dictionary<string, string> written)
    {
        await Eventually.GetAsync(
            () =>
                ReadAsync(service, "api/metrics"), static text => text.Contains("planted.count", StringComparison.Ordinal), Patience.Limit);
        foreach (string path in Formats.Concat(Reports))
        {
            written[path] = await ReadAsync(service, "api/metrics" + path);
            written[path].Should().Contain("planted", path);
        }
    }

    private static async Task AskBackendAsync(Uri page, Dictionary<string, string> written)
    {
        foreach (string path in Backend)
        {
            written[path] = await ReadAsync(page, "api/local/" + path);
        }

        foreach (System.Text.Json.JsonElement trace in (await page.GetJsonAsync("api/local/traces?limit=500")).Items("traces").Take(150))
        {
            string path = $"traces/{trace.Text("id")}";
            written[path] = await ReadAsync(page, "api/local/" + path);
            written[path + "/logs"] = await ReadAsync(page, $"api/local/{path}/logs");
        }
    }

    private static async Task AskToolAsync(Uri page, string folder, Dictionary<string, string> written)
    {
        string log = LogFile(folder);
        if (!File.Exists(log))
        {
            await File.WriteAllTextAsync(log, written["standard output"]);
        }

        string[][] commands =
        [
            [
                "query", "--query", "fields @timestamp, @message, message, exceptionStack, Text | limit 10000", "--file", log, "--format",
                "json",
            ],
            ["query", "--query", "stats count(*) by message, template, logger", "--file", log],
            ["query", "lint", "--query", "fields nope", "--file", log],
            ["explain", "--endpoint", page.ToString()],
            ["map", "--endpoint", page.ToString()],
            ["report", Path.Combine(folder, "snapshots"), "--format", "html", "--endpoint", page.ToString()],
            ["report", Path.Combine(folder, "snapshots"), "--format", "markdown", "--endpoint", page.ToString()],
        ];
        foreach (string[] command in commands)
        {
            ToolResult result = await Tool.RunAsync(BuiltProgram.StartInfo("Obs.Cli", command));
            written["obs " + string.Join(' ', command)] = result.Output + result.Error;
        }
    }

    private static async Task<string> ReadAsync(Uri address, string path)
    {
        using HttpResponseMessage response = await address.GetAsync(path);
        return await response.Content.ReadAsStringAsync();
    }

    private static string LogFile(string folder) => Path.Combine(folder, "app.log");

    private static (string Key, string Value) Pair(string setting) =>
        setting.Split('=', 2) is [var key, var value] ? (key.Replace(":", "__", StringComparison.Ordinal), value) : (setting, "");

    private static IEnumerable<(string Key, string Value)> Settings(string folder, Wiretap wire) =>
    [
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        ("AWS_XRAY_DAEMON_ADDRESS", wire.DaemonAddress),
        ("AWS_ENDPOINT_URL", wire.Url),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("Observability__ServiceName", "planted"),
        ("Observability__AccessLog__Enabled", "true"),
        ("Observability__Tracing__Sampling__FixedRate", "1"),
        ("Observability__Tracing__Sources__0", "Planted.*"),
        ("Observability__OpenTelemetry__Endpoint", wire.Url + "/v1/traces"),
        ("Observability__Metrics__Interval", "00:00:01"),
        ("Observability__Metrics__Meters__0", "Planted"),
        ("Observability__Metrics__Snapshots__Folder", Path.Combine(folder, "snapshots")),
        ("Observability__Metrics__Snapshots__Interval", "00:00:10"),
        ("Observability__Aws__PublishInterval", "00:00:01"),
        ("Observability__Logging__File__Path", LogFile(folder)),
    ];
}
