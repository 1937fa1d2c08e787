using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary>Reads the files that commands are given, and names them when they are not what they should be.</summary>
internal static class DashboardFiles
{
    /// <summary>A dashboard out of a file, or the newest snapshot out of a folder.</summary>
    public static Dashboard ReadDashboard(string path) => Read(NewestOf(path), Dashboard.Parse);

    public static MetricCatalogue ReadCatalogue(string path) => Read(path, MetricCatalogue.Parse);

    public static T Read<T>(string path, Func<string, T> parse)
    {
        try
        {
            return parse(File.ReadAllText(path));
        }
        catch (DashboardFormatException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    private static string NewestOf(string path) => !Directory.Exists(path) ? path
        : new SnapshotStore(path).Files is [.., string newest] ? newest
        : throw new InvalidDataException($"{path}: the folder holds no snapshot.");
}
