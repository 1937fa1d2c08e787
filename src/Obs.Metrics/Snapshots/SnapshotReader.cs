namespace Obs.Metrics;

/// <summary>Reads snapshot files, each by itself: one that cannot be read costs what it held and is named.</summary>
internal static class SnapshotReader
{
    private static readonly ReportSubject Nobody = new("", "", "");

    /// <summary>Reads files, the oldest first, and of them the windows that end after a moment.</summary>
    public static MetricSnapshots Read(IReadOnlyList<string> paths, DateTimeOffset after)
    {
        var problems = new List<string>();
        var windows = new List<MetricWindow>();
        ReportSubject? subject = null;

        // From the newest on: it says whose snapshots these are.
        foreach (string path in paths.Reverse())
        {
            if (TryRead(path, problems) is not { Subject: { } found } lines)
            {
                continue;
            }

            subject ??= found;
            if ((found.Service, found.Environment) == (subject.Service, subject.Environment))
            {
                windows.AddRange(lines.Windows.Where(w => w.End > after));
            }
            else
            {
                problems.Add($"{path}: it is of {found.Service} in {found.Environment}, not of {subject.Service} in {subject.Environment}");
            }
        }

        return new MetricSnapshots(subject ?? Nobody, [.. windows.OrderBy(static w => w.End)], problems);
    }

    private static SnapshotLines? TryRead(string path, List<string> problems)
    {
        try
        {
            if (new FileInfo(path).Length > SnapshotFormat.MaxFileBytes)
            {
                throw new InvalidDataException($"it is larger than {SnapshotFormat.MaxFileBytes} bytes");
            }

            var lines = new SnapshotLines();
            lines.Read(SnapshotFormat.Open(File.ReadAllBytes(path)));
            return lines.Subject is null ? throw new InvalidDataException("it does not say whose it is") : lines;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: {exception.Message}");
            return null;
        }
    }
}
