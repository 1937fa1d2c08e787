using System.Collections.Concurrent;
using System.Diagnostics;

namespace Obs.EndToEnd.Tests;

/// <summary>The shop under traffic, started by its launcher as a person starts it, on free ports and with a store of its own.</summary>
/// <remarks>Starting includes the first promise of the README: half a minute after its address is printed, the page has everything to show.</remarks>
public sealed class ShopFixture : IAsyncLifetime
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-end-to-end-");
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _shop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _launcher;

    /// <summary>Where the storefront listens.</summary>
    public Uri Shop { get; private set; } = null!; // Set before the first test.

    /// <summary>Where the local backend listens, for its page and for the AWS APIs.</summary>
    public Uri Page { get; private set; } = null!; // Set before the first test.

    public async Task InitializeAsync()
    {
        _launcher = Process.Start(BuiltProgram.StartInfo("Shop", "--port", "0", "--page-port", "0", "--store", Path.Combine(_folder.FullName, "obs.db")))!;
        _ = ReadAsync(_launcher.StandardOutput);
        _ = ReadAsync(_launcher.StandardError);
        Shop = await _shop.Task.WaitAsync(TimeToStart);
        Page = await _page.Task.WaitAsync(TimeToStart);
        await FirstLight.WaitAsync(Page);
    }

    public async Task DisposeAsync()
    {
        using Process? launcher = _launcher;
        if (launcher is not null)
        {
            using Process kill = Process.Start("kill", ["-TERM", $"{launcher.Id}"]);
            await launcher.WaitForExitAsync().WaitAsync(TimeToStop);
            launcher.ExitCode.Should().Be(0, string.Join('\n', _lines));
        }

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
