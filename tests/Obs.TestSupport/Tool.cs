namespace Obs.TestSupport;

/// <summary>Programs that a test runs and a machine may lack.</summary>
public static class Tool
{
    /// <summary>Every program of this name on the PATH, in its order.</summary>
    public static IReadOnlyList<string> FindAll(string name) =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .Where(File.Exists)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Why a test that needs the program is skipped; null when it runs. Where <c>CI</c> is set it runs, and fails, all the same.</summary>
    public static string? ReasonToSkip(string name) =>
        FindAll(name).Count > 0 || Environment.GetEnvironmentVariable("CI") == "true" ? null : $"There is no \"{name}\" on the PATH of this machine.";
}
