using System.Diagnostics;
using System.Globalization;
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

    private string Id => _process.Id.ToString(CultureInfo.InvariantCulture);

    public static ChildProcess Start(params string[] arguments) => Start([], arguments);

    public static ChildProcess Start((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        Array.ForEach(environment, one => start.Environment[one.Name] = one.Value);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Asks the process to end, as an orchestrator does.</summary>
    public void Terminate() => Run("kill", "-TERM", Id);

    /// <summary>Sets a limit of the process, from now on, as <c>prlimit</c> writes it.</summary>
    public void Limit(string limit) => Run("prlimit", "--pid", Id, limit);

    /// <summary>Lets the process go on with a line of input.</summary>
    public void GoOn() => _process.StandardInput.WriteLine();

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

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
