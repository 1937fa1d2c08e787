using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.AspNetCore.Tests.Support;

/// <summary>Debian's Prometheus, scraping one service every other second into a folder of its own.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-prometheus-");
    private readonly HttpClient _client;
    private readonly Process _process;

    private PrometheusServer(Uri target)
    {
        int port = FreePort();
        string configuration = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(configuration, $"""
            global:
              scrape_interval: 2s
            scrape_configs:
              - job_name: service
                metrics_path: /api/metrics
                static_configs:
                  - targets: ['{target.Authority}']

            """);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}") };
        _process = Process.Start(new ProcessStartInfo(
            "prometheus",
            [
                $"--config.file={configuration}",
                $"--storage.tsdb.path={Path.Combine(_folder.FullName, "data")}",
                $"--web.listen-address={_client.BaseAddress.Authority}",
                "--enable-feature=exemplar-storage",
                "--log.level=error",
            ])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public static async Task<PrometheusServer> StartAsync(Uri target)
    {
        for (int attempt = 1; ; attempt++)
        {
            var server = new PrometheusServer(target);
            if (await Eventually.GetAsync(server.IsReadyAsync, isReady => isReady || server._process.HasExited))
            {
                return server;
            }

            attempt.Should().BeLessThan(Attempts, "it ends whenever it is started");

            // Somebody else was quicker to take the port that was free.
            await server.DisposeAsync();
        }
    }

    /// <summary>Why the last scrape failed; empty when it did not.</summary>
    public async Task<string> LastErrorAsync()
    {
        using JsonDocument targets = await GetAsync("/api/v1/targets");
        return targets.RootElement.GetProperty("data").GetProperty("activeTargets")[0].GetProperty("lastError").GetString()!;
    }

    /// <summary>The one value of a query; null while there is none.</summary>
    public async Task<double?> QueryAsync(string query)
    {
        using JsonDocument answer = await GetAsync("/api/v1/query?query=" + Uri.EscapeDataString(query));
        JsonElement result = answer.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0
            ? null
            : double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
    }

    /// <summary>The trace ids of the exemplars of a query.</summary>
    public async Task<IReadOnlyList<string>> ExemplarsAsync(string query)
    {
        string now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using JsonDocument answer = await GetAsync($"/api/v1/query_exemplars?query={Uri.EscapeDataString(query)}&start=0&end={now}");
        return
        [
            .. answer.RootElement.GetProperty("data").EnumerateArray().SelectMany(static s => s.GetProperty("exemplars").EnumerateArray())
                .Select(static e => e.GetProperty("labels").GetProperty("trace_id").GetString()!),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using HttpResponseMessage response = await _client.GetAsync("/-/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonDocument> GetAsync(string path) => JsonDocument.Parse(await _client.GetStringAsync(path));
}
