using System.Globalization;

namespace Obs.Metrics;

/// <summary>Names of snapshot files and what a folder holds of them.</summary>
internal static class SnapshotFiles
{
    public const string Extension = ".obsm";
    public const string TemporaryExtension = ".tmp";

    private const string Prefix = "metrics-";
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>A name that sorts by the end of the newest window in it, and differs from process to process and from file to file: two may
    /// end at one moment, where a service stops as a window closes or somebody sets the clock back.</summary>
    public static string NameOf(DateTimeOffset end, string process, int number)
    {
        string moment = end.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{moment}-{process}{number:x8}{Extension}");
    }

    /// <summary>When the newest window in a file ends, by its name; null when the name is not ours.</summary>
    public static DateTimeOffset? EndOf(string path)
    {
        string name = Path.GetFileName(path);
        int dash = name.LastIndexOf('-');
        return dash > Prefix.Length
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(
                name[Prefix.Length..dash], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset end)
            ? end
            : null;
    }

    /// <summary>The snapshot files of a folder, the oldest first.</summary>
    public static IReadOnlyList<string> List(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, Prefix + "*" + Extension)
            .Where(static path => EndOf(path) is not null)
            .OrderBy(static path => Path.GetFileName(path), StringComparer.Ordinal),
    ];
}
