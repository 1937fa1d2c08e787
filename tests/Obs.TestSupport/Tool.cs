namespace Obs.TestSupport;

/// <summary>Programs that a test runs and a machine may lack.</summary>
public static class Tool
{
    // Debian keeps the programs of a database server off the PATH, by version.
    private const string PostgresFolder = "/usr/lib/postgresql";

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
