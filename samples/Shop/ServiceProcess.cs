using System.Diagnostics;

namespace Shop;

/// <summary>
/// One service of the shop as a process of its own. It stops when its standard input ends: when we close it, or when we die.
/// </summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string ReadyMark = "ready: ";

    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _errors;
    private readonly Task _output;

    private ServiceProcess(string name, Process process, LogForwarder log, TimeProvider time)
    {
        Name = name;
        Log = log;
        _process = process;
        _time = time;
        _output = log.ReadAsync(process.StandardOutput);
        _errors = ReadErrorsAsync();
    }

    public string Name { get; }

    public LogForwarder Log { get; }

    /// <summary>Starts the build output of <paramref name="project"/> on the runtime that we run on.</summary>
    public static ServiceProcess Start(
        string name, string project, IReadOnlyDictionary<string, string> environment, LogForwarder log, TimeProvider time)
    {
        string assembly = BuildOutput.AssemblyOf(project);
        var start = new ProcessStartInfo(BuildOutput.DotnetHost, ["exec", assembly])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string key, string value) in environment)
        {
            start.Environment[key] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} could not be started.");
        return new ServiceProcess(name, process, log, time);
    }

    /// <summary>Waits until the service listens. Returns where.</summary>
    /// <exception cref="InvalidOperationException">The service ended instead; its own words are on standard error.</exception>
    /// <exception cref="TimeoutException">It did neither within three minutes.</exception>
    public Task<Uri> WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        _ready.Task.WaitAsync(TimeToStart, _time, cancellationToken);

    /// <summary>Asks the service to stop, lets it flush, and waits until everything it wrote has been read.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeToStop, _time);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync($"{Name} did not stop within {TimeToStop.TotalSeconds} seconds and was ended.");
            _process.Kill(entireProcessTree: true);
        }

        await Task.WhenAll(_output, _errors);
        await Log.DisposeAsync();
        _process.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is string line)
        {
            if (line.StartsWith(ReadyMark, StringComparison.Ordinal))
            {
                _ready.TrySetResult(new Uri(line[ReadyMark.Length..]));
            }
            else
            {
                await Console.Error.WriteLineAsync($"{Name} | {line}");
            }
        }

        _ready.TrySetException(new InvalidOperationException($"{Name} ended before it was ready."));
    }
}
