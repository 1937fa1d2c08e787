using System.Diagnostics;
using System.Globalization;
using FluentAssertions;

namespace Obs.TestSupport;

/// <summary>A test assembly, started as a program: a process that a test may limit and end.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ChildProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What the process writes to standard output.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>The next line the process writes; null at its end.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);

    /// <summary>How it ended; 128 and the number of the signal that ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The most memory it has held at once, as Linux counts it.</summary>
    public long PeakBytes => 1_024 * long.Parse(
        File.ReadLines($"/proc/{Id}/status").First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);

    private string Id => _process.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts the assembly of a type, with some variables of the environment and some arguments.</summary>
    public static ChildProcess Start(Type program, (string Name, string Value)[] environment, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(arguments);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(program.Assembly.Location);
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

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
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

    /// <inheritdoc/>
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
