using System.Diagnostics;

namespace Obs.TestSupport;

/// <summary>Programs that a test runs and a machine may lack.</summary>
public static class Tool
{
    // Debian keeps the programs of a database server off the PATH, by version.
    private const string PostgresFolder = "/usr/lib/postgresql";

    // Terraform starts its provider, a very large program, for every command; a test that waits for less fails where the machine is busy.
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(15);

    /// <summary>Every program of this name on the PATH, in its order, and where Debian keeps those of PostgreSQL.</summary>
    public static IReadOnlyList<string> FindAll(string name) =>
    [
        .. Folders()
            .Select(folder => Path.Combine(folder, name))
            .Where(File.Exists)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Why a test that needs the program is skipped; null when it runs. Where <c>CI</c> is set it runs, and fails, all the
    /// same.</summary>
    public static string? ReasonToSkip(string name) =>
        FindAll(name).Count > 0 || Environment.GetEnvironmentVariable("CI") == "true" ? null : $"There is no \"{name}\" on this machine.";

    /// <summary>Runs a program to its end; one that does not end is killed, with all it started.</summary>
    /// <exception cref="OperationCanceledException">It did not end.</exception>
    public static async Task<ToolResult> RunAsync(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using var ceiling = new CancellationTokenSource(Ceiling);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(ceiling.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(ceiling.Token);
            await process.WaitForExitAsync(ceiling.Token);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string[] Folders()
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Directory.Exists(PostgresFolder)
            ? [
                .. path,
                .. Directory.EnumerateDirectories(PostgresFolder)
                    .OrderDescending(StringComparer.Ordinal)
                    .Select(static version => Path.Combine(version, "bin")),
            ]
            : path;
    }
}
