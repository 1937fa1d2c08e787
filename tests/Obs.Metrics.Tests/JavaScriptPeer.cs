using System.Diagnostics;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>The JavaScript implementation from npm, run by Node; installed by its lock file the first time.</summary>
internal static class JavaScriptPeer
{
    private static readonly string Folder = Repository.PathOf("tests", "Obs.Metrics.Tests", "interop");

    public static async Task<JsonElement> ExchangeAsync(IReadOnlyList<byte[]> payloads, string log)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "hdr-histogram-js")))
        {
            await RunAsync("npm", "", "ci", "--no-audit", "--no-fund");
        }

        string input = JsonSerializer.Serialize(new { payloads = payloads.Select(Convert.ToBase64String), log });
        return JsonDocument.Parse(await RunAsync("node", input, "exchange.js")).RootElement;
    }

    private static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var ceiling = new CancellationTokenSource(Patience.Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(ceiling.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(ceiling.Token);
        await process.StandardInput.WriteAsync(input.AsMemory(), ceiling.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(ceiling.Token);
        process.ExitCode.Should().Be(0, await error);
        return await output;
    }
}
