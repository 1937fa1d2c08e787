using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Local.Page.Tests;

/// <summary>The tests of the page's pure functions are written in the page's own language; Node.js runs them.</summary>
public class ModuleTests
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_modules_of_the_page_pass_their_own_tests()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("tests", "Obs.Local.Page.Tests"), "*.test.mjs");

        (int exitCode, string output) = await RunNodeAsync(["--test", .. files]);

        files.Should().NotBeEmpty();
        exitCode.Should().Be(0, "node --test said:\n{0}", output);
    }

    private static async Task<(int ExitCode, string Output)> RunNodeAsync(string[] arguments)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        process.Start();
        using var limit = new CancellationTokenSource(Ceiling);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await error);
    }
}
