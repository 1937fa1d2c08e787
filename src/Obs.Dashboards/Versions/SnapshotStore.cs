using System.Globalization;

namespace Obs.Dashboards;

/// <summary>The versions of a dashboard in a folder: <c>0001.json</c>, <c>0002.json</c> and so on, each a canonical snapshot. Not safe for
/// use by several processes that write at the same time.</summary>
public sealed class SnapshotStore
{
    private const string Extension = ".json";

    private readonly string _folder;

    /// <summary>The versions in a folder, which need not exist yet.</summary>
    /// <param name="folder">The folder of one dashboard.</param>
    public SnapshotStore(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <summary>The files, oldest first.</summary>
    public IReadOnlyList<string> Files => Directory.Exists(_folder)
        ? [.. Directory.EnumerateFiles(_folder, "*" + Extension).Where(static file => Number(file) is not null)
            .OrderBy(static file => Number(file))]
        : [];

    /// <summary>Keeps a version, unless it is the same as the newest one.</summary>
    /// <param name="dashboard">The dashboard.</param>
    /// <returns>The file written; null when nothing has changed.</returns>
    /// <exception cref="IOException">The folder cannot be written; nothing is left half.</exception>
    public string? Save(Dashboard dashboard)
    {
        ArgumentNullException.ThrowIfNull(dashboard);
        string snapshot = dashboard.ToSnapshot();
        string? newest = Files is [.., string last] ? last : null;
        if (newest is not null && File.ReadAllText(newest) == snapshot)
        {
            return null;
        }

        int number = newest is null ? 1 : Number(newest)!.Value + 1;
        string file = Path.Combine(_folder, number.ToString("D4", CultureInfo.InvariantCulture) + Extension);
        WholeFiles.Write([(file, snapshot)]);
        return file;
    }

    private static int? Number(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
