using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Obs.Benchmarks.Local;

/// <summary>The local backend in a process of its own, and the ways to talk to it.</summary>
internal sealed class LocalProcess : IAsyncDisposable
{
    private readonly Process _process;

    private LocalProcess(Process process, Uri address, int udpPort, TimeSpan started)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(4) };
        UdpPort = udpPort;
        Started = started;
    }

    public HttpClient Http { get; }

    public int UdpPort { get; }

    /// <summary>From the start of the process to its accepting.</summary>
    public TimeSpan Started { get; }

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1_048_576.0;
        }
    }

    public static async Task<LocalProcess> StartAsync(string store)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in new[] { typeof(LocalServer).Assembly.Location, LocalServer.Argument, store })
        {
            start.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.StartNew();
        Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("It did not start.");
        string[] ready = line.Split(' ');
        return new LocalProcess(process, new Uri(ready[0]), int.Parse(ready[1], CultureInfo.InvariantCulture), clock.Elapsed);
    }

    /// <summary>Calls an operation of a JSON protocol, by its target.</summary>
    public async Task<JsonElement> CallAsync(string target, ReadOnlyMemory<byte> body, string contentType)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = content };
        request.Headers.Add("X-Amz-Target", target);
        using HttpResponseMessage response = await Http.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        using JsonDocument json = response.IsSuccessStatusCode ? JsonDocument.Parse(answer.Length == 0 ? "{}" : answer)
            : throw new InvalidOperationException(answer);
        return json.RootElement.Clone();
    }

    public Task<JsonElement> CallLogsAsync(string operation, string body) =>
        CallAsync("Logs_20140328." + operation, Encoding.UTF8.GetBytes(body), "application/x-amz-json-1.1");

    public async Task<JsonElement> GetAsync(string path)
    {
        using JsonDocument json = JsonDocument.Parse(await Http.GetStringAsync(new Uri("api/local/" + path, UriKind.Relative)));
        return json.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
