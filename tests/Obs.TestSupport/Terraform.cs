using System.Diagnostics;
using FluentAssertions;

namespace Obs.TestSupport;

/// <summary>The real terraform in a folder of its own, with the AWS provider of this machine where it has one.</summary>
public sealed class Terraform : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Where its files belong.</summary>
    public string Path => _folder.Path;

    /// <summary>The folder of providers that <c>infra/terraform/plugins</c> finds; empty where it finds none.</summary>
    /// <param name="environment">Variables in place of those of this process; null takes one away.</param>
    public static async Task<string> FindPluginsAsync(params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("infra", "terraform", "plugins")]);
        foreach ((string name, string? value) in environment)
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        ToolResult result = await Tool.RunAsync(start);
        result.Code.Should().Be(0, result.Error);
        return result.Output.TrimEnd('\n');
    }

    public async Task<string> InitAsync(string folder = "")
    {
        string plugins = await FindPluginsAsync();
        string[] from = plugins.Length == 0 ? [] : [$"-plugin-dir={plugins}"];
        return await RunAsync(folder, ["init", "-backend=false", "-input=false", "-no-color", .. from]);
    }

    /// <summary>Runs a command, which has to succeed, and returns what it wrote.</summary>
    public async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", arguments) { WorkingDirectory = System.IO.Path.Combine(Path, folder) };
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["TF_IN_AUTOMATION"] = "1";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        ToolResult result = await Tool.RunAsync(start);
        result.Code.Should().Be(0, $"terraform {string.Join(' ', arguments)} in \"{folder}\" says:\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    public void Dispose() => _folder.Dispose();
}
