namespace Obs.Local.Store;

/// <summary>What a store leaves free on its disk for everybody else: 1 GiB, or a twentieth of a disk that is smaller than 20 GiB.</summary>
/// <param name="file">The store.</param>
internal sealed class DiskReserve(string file)
{
    private const long MostBytes = 1L << 30;
    private const int Share = 20;

    private readonly DriveInfo? _disk = Find(file);

    /// <summary>Nothing more may be written.</summary>
    public bool IsReached
    {
        get
        {
            try
            {
                return _disk is not null && Reaches(_disk.AvailableFreeSpace, _disk.TotalSize);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false; // A disk that cannot be asked says when it is full.
            }
        }
    }

    public static bool Reaches(long freeBytes, long totalBytes) => freeBytes < Math.Min(MostBytes, totalBytes / Share);

    private static DriveInfo? Find(string file)
    {
        try
        {
            return file == Database.InMemory ? null : new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
        catch (ArgumentException)
        {
            return null; // A share of another machine, which has no drive here.
        }
    }
}
