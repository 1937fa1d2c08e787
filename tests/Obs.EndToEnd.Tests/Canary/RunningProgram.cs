using System.Collections.Concurrent;
using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Canary;

/// <summary>A program of the build, with every line it writes, until its input ends.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    // Some have a hundred requests to serve before they announce anything.
    private static readonly TimeSpan Ceiling = Patience.Limit * 4;

    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();
    private readonly TaskCompletionSource<string> _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _mark;
    private readonly Process _process;
    private readonly Task _reading;

    private RunningProgram(ProcessStartInfo start, string mark)
    {
        _mark = mark;
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, _error));
    }

    public string Output => string.Join('\n', _output);

    public string Error => string.Join('\n', _error);

    /// <summary>Starts a program and waits until it writes a line with a mark.</summary>
    /// <returns>The program, and what came after the mark.</returns>
    public static async Task<(RunningProgram Program, string Announced)> StartAsync(
        ProcessStartInfo start, string mark, IEnumerable<(string Key, string Value)> settings)
    {
        foreach ((string key, string value) in settings)
        {
            start.Environment[key] = value;
        }

        var program = new RunningProgram(start, mark);
        return (program, await program._announced.Task.WaitAsync(Ceiling));
    }

    public ValueTask DisposeAsync() => new(StopAsync());

    /// <summary>Ends the program and reads the rest of what it writes.</summary>
    public async Task StopAsync()
    {
        if (_reading.IsCompleted)
        {
            return;
        }

        _process.StandardInput.Close();
        using (Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Ceiling);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader from, ConcurrentQueue<string> into)
    {
        while (await from.ReadLineAsync() is string line)
        {
            into.Enqueue(line);
            if (line.StartsWith(_mark, StringComparison.Ordinal))
            {
                _announced.TrySetResult(line[_mark.Length..]);
            }
        }

        _announced.TrySetException(new InvalidOperationException($"It ended before it said \"{_mark}\": {Output}\n{Error}"));
    }
}
