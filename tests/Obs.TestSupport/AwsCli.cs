using System.Diagnostics;
using System.Text.Json;
using FluentAssertions;

namespace Obs.TestSupport;

/// <summary>Runs the real aws CLI against a server, with credentials that mean nothing.</summary>
public sealed class AwsCli(string program, Uri endpoint)
{
    // The CLI is Python: its start alone takes seconds on a busy machine.
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(60);

    /// <summary>Every aws CLI on the PATH of this machine, at least one.</summary>
    public static IReadOnlyList<string> FindPrograms()
    {
        IReadOnlyList<string> programs = Tool.FindAll("aws");
        programs.Should().NotBeEmpty("CI installs the aws CLI");
        return programs;
    }

    public async Task<JsonElement> RunAsync(params string[] arguments)
    {
        (int code, string output, string error) = await TryRunAsync(arguments);
        code.Should().Be(0, $"aws {string.Join(' ', arguments)} said: {error}");
        using JsonDocument document = JsonDocument.Parse(output.Length == 0 ? "{}" : output);
        return document.RootElement.Clone();
    }

    public async Task<(int Code, string Output, string Error)> TryRunAsync(params string[] arguments)
    {
        using Process process = Process.Start(StartInfo(arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var ceiling = new CancellationTokenSource(Ceiling);
        await process.WaitForExitAsync(ceiling.Token);
        return (process.ExitCode, await output, await error);
    }

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments, "--endpoint-url", endpoint.ToString(), "--output", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "local";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "local";
        start.Environment["AWS_DEFAULT_REGION"] = "eu-central-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        start.Environment["AWS_PAGER"] = "";
        return start;
    }
}
