namespace Obs.Metrics;

/// <summary>The folder a service keeps its snapshots in: private, bounded in bytes and age, each file there whole or not at all.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
internal sealed class SnapshotFolder(MetricSnapshotOptions options)
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path = Path.GetFullPath(options.Folder!);

    public IReadOnlyList<string> List() => Directory.Exists(_path) ? SnapshotFiles.List(_path) : [];

    public void Write(string name, byte[] file)
    {
        CreateFolder();
        string path = Path.Combine(_path, name);
        string temporary = path + SnapshotFiles.TemporaryExtension;
        try
        {
            var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                how.UnixCreateMode = PrivateFile;
            }

            using (var stream = new FileStream(temporary, how))
            {
                stream.Write(file);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Deletes what is too old, then the oldest until the rest fits; the newest stays.</summary>
    public void Prune(DateTimeOffset now)
    {
        FileInfo[] files = [.. List().Select(static path => new FileInfo(path))];
        long bytes = files.Sum(static f => f.Length);
        foreach (FileInfo file in files.SkipLast(1))
        {
            bool isOld = SnapshotFiles.EndOf(file.Name) < now - options.Retention;
            if (isOld || bytes > options.MaxBytes)
            {
                bytes -= file.Length;
                file.Delete();
            }
        }

        // Left by a process that was ended while it wrote.
        foreach (string path in Directory.EnumerateFiles(_path, "*" + SnapshotFiles.Extension + SnapshotFiles.TemporaryExtension))
        {
            if (File.GetLastWriteTimeUtc(path) < now.UtcDateTime - TimeSpan.FromHours(1))
            {
                File.Delete(path);
            }
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_path);
        }
        else
        {
            Directory.CreateDirectory(_path, PrivateFolder);
        }
    }
}
