using System.Diagnostics;

namespace Obs.EndToEnd.Tests;

/// <summary>A storefront whose telemetry has nowhere to go: nobody listens where the daemon and CloudWatch should be.</summary>
internal sealed class LonelyStorefront : IAsyncDisposable
{
    private const string NobodyListens = "127.0.0.1:1";
    private const string ReadyMark = "ready: ";

    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-lonely-");
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private LonelyStorefront()
    {
        ProcessStartInfo start = BuiltProgram.StartInfo("Shop.Storefront");
        foreach ((string key, string value) in Settings())
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Announce(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!; // Set by StartAsync, which alone creates.

    public static async Task<LonelyStorefront> StartAsync()
    {
        var storefront = new LonelyStorefront();
        storefront.Address = await storefront._ready.Task.WaitAsync(Ceiling);
        return storefront;
    }

    /// <summary>Asks the storefront to stop. Returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Ceiling);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["Shop__Supervised"] = "true",
        ["Shop__Inventory"] = $"http://{NobodyListens}",
        ["Shop__Payments"] = $"http://{NobodyListens}",
        ["ConnectionStrings__Storefront"] = $"Data Source={Path.Combine(_folder.FullName, "storefront.db")}",
        ["AWS_XRAY_DAEMON_ADDRESS"] = NobodyListens,
        ["AWS_ENDPOINT_URL_CLOUDWATCH"] = $"http://{NobodyListens}",
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_ACCESS_KEY_ID"] = "local",
        ["AWS_SECRET_ACCESS_KEY"] = "local",
        ["Observability__Metrics__Interval"] = "00:00:01",
        ["Observability__Aws__PublishInterval"] = "00:00:01",
        ["Observability__Tracing__Sampling__FixedRate"] = "1",
        ["Observability__Tracing__BufferBytes"] = "65536",
    };

    private void Announce(string? line)
    {
        if (line?.StartsWith(ReadyMark, StringComparison.Ordinal) == true)
        {
            _ready.TrySetResult(new Uri(line[ReadyMark.Length..]));
        }
    }
}
