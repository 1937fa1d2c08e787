using System.Diagnostics;
using System.Text.Json;
using FluentAssertions;

namespace Obs.TestSupport;

/// <summary>Runs the real aws CLI against a server, with credentials that mean nothing.</summary>
public sealed class AwsCli(string program, Uri endpoint)
{
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

    public Task<ToolResult> TryRunAsync(params string[] arguments) => Tool.RunAsync(StartInfo(arguments));

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments, "--endpoint-url", endpoint.ToString(), "--output", "json"]);
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
