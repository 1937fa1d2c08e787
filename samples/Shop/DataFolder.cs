namespace Shop;

/// <summary>Where databases live between runs. A second launcher at the same time gets a temporary folder of its own.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public static DataFolder Open(string preferred)
    {
        Directory.CreateDirectory(preferred);
        try
        {
            // Held for as long as the process lives, however it ends.
            return new DataFolder(
                preferred,
                File.Open(System.IO.Path.Combine(preferred, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return new DataFolder(Directory.CreateTempSubdirectory("shop-").FullName, @lock: null);
        }
    }

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (_lock is null)
        {
            Directory.Delete(Path, recursive: true);
        }

        _lock?.Dispose();
    }
}
