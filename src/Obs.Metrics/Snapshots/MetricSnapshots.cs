namespace Obs.Metrics;

/// <summary>The windows that a service wrote to disk, read back. Immutable.</summary>
public sealed class MetricSnapshots
{
    internal MetricSnapshots(ReportSubject subject, IReadOnlyList<MetricWindow> windows, IReadOnlyList<string> problems)
    {
        Subject = subject;
        Windows = windows;
        Problems = problems;
    }

    /// <summary>The service whose windows these are: the one that wrote the newest file.</summary>
    public string Service => Subject.Service;

    /// <summary>The windows, the oldest first.</summary>
    public IReadOnlyList<MetricWindow> Windows { get; }

    /// <summary>What could not be read, a sentence for each file.</summary>
    public IReadOnlyList<string> Problems { get; }

    internal ReportSubject Subject { get; }

    /// <summary>Reads one file, or all of a folder. A file that is damaged, cut short, too large, of a later version or of another service
    /// is left out and named in <see cref="Problems"/>.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <exception cref="IOException">There is no such file or folder, or it cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static MetricSnapshots Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return File.Exists(path)
            ? SnapshotReader.Read([path], DateTimeOffset.MinValue)
            : SnapshotReader.Read(SnapshotFiles.List(path), DateTimeOffset.MinValue);
    }
}
