using System.Globalization;
using Obs.Local;

namespace Obs.Benchmarks.Local;

/// <summary>A process of its own with the local backend over a file, until its input ends.</summary>
internal static class LocalServer
{
    public const string Argument = "--local-server";

    private const long MaxBytes = 16L << 30;

    public static async Task RunAsync(string store)
    {
        await using var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0, Store = store, MaxBytes = MaxBytes });
        await server.StartAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{server.HttpAddress} {server.UdpAddress.Port}"));
        await Console.In.ReadToEndAsync();
    }
}
