using System.Collections.Concurrent;
using System.Diagnostics;

namespace Obs.EndToEnd.Tests;

/// <summary>The shop under traffic, started by its launcher as a person starts it, on free ports and with a store of its own.</summary>
internal sealed class LaunchedShop
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-end-to-end-");
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _shop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _launcher;

    private LaunchedShop(string[] arguments)
    {
        _launcher = Process.Start(BuiltProgram.StartInfo(
            "Shop", ["--port", "0", "--page-port", "0", "--store", Path.Combine(_folder.FullName, "obs.db"), .. arguments]))!;
        _ = ReadAsync(_launcher.StandardOutput);
        _ = ReadAsync(_launcher.StandardError);
    }

    /// <summary>Where the storefront listens.</summary>
    public Uri Shop { get; private set; } = null!; // Set by StartAsync, which alone creates.

    /// <summary>Where the local backend listens, for its page and for the AWS APIs.</summary>
    public Uri Page { get; private set; } = null!; // Set by StartAsync, which alone creates.

    public static async Task<LaunchedShop> StartAsync(params string[] arguments)
    {
        var shop = new LaunchedShop(arguments);
        shop.Shop = await shop._shop.Task.WaitAsync(TimeToStart);
        shop.Page = await shop._page.Task.WaitAsync(TimeToStart);
        return shop;
    }

    public async Task StopAsync()
    {
        using Process launcher = _launcher;
        using Process kill = Process.Start("kill", ["-TERM", $"{launcher.Id}"]);
        await launcher.WaitForExitAsync().WaitAsync(TimeToStop);
        launcher.ExitCode.Should().Be(0, string.Join('\n', _lines));
        _folder.Delete(recursive: true);
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is string line)
        {
            _lines.Enqueue(line);
            Announce(line, "shop: ", _shop);
            Announce(line, "page: ", _page);
        }

        _page.TrySetException(new InvalidOperationException("The launcher ended early: " + string.Join('\n', _lines)));
        _shop.TrySetException(new InvalidOperationException("The launcher ended early: " + string.Join('\n', _lines)));
    }

    private static void Announce(string line, string mark, TaskCompletionSource<Uri> found)
    {
        if (line.StartsWith(mark, StringComparison.Ordinal))
        {
            found.TrySetResult(new Uri(line[mark.Length..]));
        }
    }
}
