using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Processes;

/// <summary>This assembly, started as a program.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ChildProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public StreamReader Output => _process.StandardOutput;

    /// <summary>The next line the process writes; null at its end.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(params string[] arguments) => Start([], arguments);

    public static ChildProcess Start((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        Array.ForEach(environment, one => start.Environment[one.Name] = one.Value);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Asks the process to end, as an orchestrator does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for the process to end, and returns what it wrote to standard error.</summary>
    public async Task<string> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
        return await _error;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
