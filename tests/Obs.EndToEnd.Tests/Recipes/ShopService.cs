using System.Collections.Concurrent;
using System.Diagnostics;

namespace Obs.EndToEnd.Tests.Recipes;

/// <summary>One service of the shop as a process of its own, and every line it writes with the time at which it came.</summary>
internal sealed class ShopService : IAsyncDisposable
{
    private const string ReadyMark = "ready: ";

    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<(DateTimeOffset Read, string Line)> _lines = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly Task _reading;

    private ShopService(string stream, ProcessStartInfo start)
    {
        Stream = stream;
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(ReadAsync(), AnnounceAsync());
    }

    public string Stream { get; }

    public IEnumerable<(DateTimeOffset Read, string Line)> Lines => _lines;

    public Uri Address { get; private set; } = null!; // Set by StartAsync, which alone creates.

    public static async Task<ShopService> StartAsync(string stream, string project, IReadOnlyDictionary<string, string> settings)
    {
        ProcessStartInfo start = BuiltProgram.StartInfo(project);
        foreach ((string key, string value) in settings)
        {
            start.Environment[key] = value;
        }

        var service = new ShopService(stream, start);
        service.Address = await service._ready.Task.WaitAsync(Ceiling);
        return service;
    }

    /// <summary>Asks the service to stop and waits until all that it wrote has been read.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_reading.IsCompleted)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(Ceiling);
            await _reading;
            _process.Dispose();
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is string line)
        {
            _lines.Enqueue((TimeProvider.System.GetUtcNow(), line));
        }
    }

    private async Task AnnounceAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is string line)
        {
            if (line.StartsWith(ReadyMark, StringComparison.Ordinal))
            {
                _ready.TrySetResult(new Uri(line[ReadyMark.Length..]));
            }
        }

        _ready.TrySetException(new InvalidOperationException($"{Stream} ended before it was ready."));
    }
}
