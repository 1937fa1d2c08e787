using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>The real terraform with the AWS provider of this machine, in a folder of its own.</summary>
internal sealed class Terraform : IDisposable
{
    // A filesystem mirror of providers, so that nothing is fetched.
    private static readonly string Plugins = Environment.GetEnvironmentVariable("OBS_TERRAFORM_PLUGINS") ?? "/opt/tf-plugins";

    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(3); // The provider is a large program, and the machine may be busy.

    private readonly string _folder = Directory.CreateTempSubdirectory("obs-terraform-").FullName;

    public Terraform(string configuration) => File.WriteAllText(Path.Combine(_folder, "main.tf"), configuration);

    /// <summary>Why the tests that need it are skipped; null when they run.</summary>
    public static string? ReasonToSkip =>
        Tool.FindAll("terraform").Count == 0 ? "There is no \"terraform\" on the PATH of this machine."
        : !Directory.Exists(Plugins) ? $"There is no folder of providers at {Plugins}; OBS_TERRAFORM_PLUGINS names another." : null;

    public Task<(int Code, string Output)> InitAsync() =>
        RunAsync("init", "-backend=false", "-input=false", "-no-color", "-plugin-dir=" + Plugins);

    public async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("TF_CLI_CONFIG_FILE");
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["TF_IN_AUTOMATION"] = "1";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        using Process process = Process.Start(start)!;
        using var ceiling = new CancellationTokenSource(Ceiling);
        Task<string> output = process.StandardOutput.ReadToEndAsync(ceiling.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(ceiling.Token);
        await process.WaitForExitAsync(ceiling.Token);
        return (process.ExitCode, await output + await error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
