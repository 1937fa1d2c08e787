using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Terraform;

/// <summary>Runs terraform over the modules in a copy of their folder: <c>init</c> leaves hundreds of megabytes behind.</summary>
public sealed class TerraformTests : IDisposable
{
    // Where a machine keeps the AWS provider for work without a network, in the layout of a filesystem mirror.
    private static readonly string Plugins = Environment.GetEnvironmentVariable("OBS_TERRAFORM_PLUGINS") ?? "/opt/tf-plugins";

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("obs-terraform");

    public void Dispose() => _copy.Delete(recursive: true);

    [RequiresToolFact("terraform")]
    public async Task Modules_are_formatted_valid_and_pass_their_tests()
    {
        Copy(new DirectoryInfo(Repository.PathOf("infra", "terraform")), _copy);

        await RunAsync("", "fmt", "-check", "-recursive", "-diff");
        await InitAsync("");
        await RunAsync("", "validate");
        (await RunAsync("", "test")).Should().Contain("Success!");
    }

    [RequiresToolFact("terraform")]
    public async Task Examples_are_valid()
    {
        Copy(new DirectoryInfo(Repository.PathOf("infra", "terraform")), _copy);

        foreach (string example in new[] { "minimal", "complete" })
        {
            await InitAsync($"examples/{example}");
            await RunAsync($"examples/{example}", "validate");
        }
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (FileSystemInfo item in from.GetFileSystemInfos().Where(
            static item => !item.Name.StartsWith(".terraform", StringComparison.Ordinal)))
        {
            string target = Path.Combine(to.FullName, item.Name);
            if (item is FileInfo file)
            {
                file.CopyTo(target);
            }
            else
            {
                Copy((DirectoryInfo)item, Directory.CreateDirectory(target));
            }
        }
    }

    private Task<string> InitAsync(string folder) => Directory.Exists(Plugins)
        ? RunAsync(folder, "init", "-backend=false", "-input=false", $"-plugin-dir={Plugins}")
        : RunAsync(folder, "init", "-backend=false", "-input=false");

    private async Task<string> RunAsync(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", [command, .. command == "fmt" ? [] : (string[])["-no-color"], .. arguments])
        {
            WorkingDirectory = Path.Combine(_copy.FullName, folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("TF_CLI_CONFIG_FILE");
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["TF_IN_AUTOMATION"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(0, $"terraform {command} in \"{folder}\" says:\n{await output}\n{await error}");
        return await output;
    }
}
