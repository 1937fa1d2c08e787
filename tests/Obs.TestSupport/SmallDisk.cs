using System.Diagnostics;
using System.Globalization;
using FluentAssertions;

namespace Obs.TestSupport;

/// <summary>A file system of some kilobytes, in memory, that a kernel really fills.</summary>
public sealed class SmallDisk : IDisposable
{
    private const int CapabilityToMount = 21; // CAP_SYS_ADMIN

    private readonly TemporaryFolder _folder = new();

    /// <summary>Mounts it; needs <see cref="ReasonToSkip"/> to be null.</summary>
    /// <param name="kilobytes">Its size.</param>
    public SmallDisk(int kilobytes) =>
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k"), "tmpfs", Path);

    /// <summary>Why there can be none here; null where there can, and where <c>CI</c> says that there has to.</summary>
    public static string? ReasonToSkip =>
        MayMount || Environment.GetEnvironmentVariable("CI") == "true" ? null : "This user may not mount a file system.";

    /// <summary>Where it is.</summary>
    public string Path => _folder.Path;

    private static bool MayMount => OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status")
        .Where(static line => line.StartsWith("CapEff:", StringComparison.Ordinal))
        .Any(static line => (
            (ulong.Parse(line[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> CapabilityToMount) & 1) == 1);

    /// <summary>Takes or gives the right to change anything on it; refused while a file is open for writing.</summary>
    public void Remount(bool isReadOnly) => Run("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", Path);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Lazily: a test that failed left a queue behind that still has it open.
        Run("umount", "-l", Path);
        _folder.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "{0} said: {1}", program, error);
    }
}
