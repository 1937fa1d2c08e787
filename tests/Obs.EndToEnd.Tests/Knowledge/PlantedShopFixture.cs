using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Knowledge;

/// <summary>The shop with the faults that the knowledge base plants in it, and a folder in which its commands are typed.</summary>
public sealed class PlantedShopFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("obs-knowledge-").FullName;
    private LaunchedShop? _shop;

    /// <summary>Where the storefront listens.</summary>
    public Uri Shop => _shop!.Shop;

    /// <summary>Where the local backend listens.</summary>
    public Uri Page => _shop!.Page;

    public async Task InitializeAsync()
    {
        string start = ConsoleBlock.ReadAll().Single(
            static entry => entry.Command.StartsWith(ConsoleBlock.Start, StringComparison.Ordinal)).Command;
        _shop = await LaunchedShop.StartAsync(start[ConsoleBlock.Start.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "samples"), Repository.PathOf("samples"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "infra"), Repository.PathOf("infra"));
        await WriteToolAsync();
    }

    public async Task DisposeAsync()
    {
        if (_shop is not null)
        {
            await _shop.StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Types a command as it stands on the page, with the addresses of this shop.</summary>
    internal async Task<(int Code, string Output)> TypeAsync(string command)
    {
        string typed = command
            .Replace("http://127.0.0.1:4580", AddressOf(Page), StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5080", AddressOf(Shop), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", typed]) { WorkingDirectory = _folder };
        foreach (
            string variable in start.Environment.Keys.Where(static name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        ToolResult result = await Tool.RunAsync(start);
        return (result.Code, result.Output + result.Error);
    }

    private static string AddressOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    // What installing the tool would put on the path.
    private async Task WriteToolAsync()
    {
        string tool = Path.Combine(_folder, "obs");
        ProcessStartInfo start = BuiltProgram.StartInfo("Obs.Cli");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\nexec {start.FileName} {string.Join(' ', start.ArgumentList)} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
