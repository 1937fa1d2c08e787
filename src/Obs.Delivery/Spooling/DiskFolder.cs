using System.Globalization;
using System.Runtime.InteropServices;

namespace Obs.Delivery.Spooling;

/// <summary>A folder on a disk, held by a lock for as long as this process lives.</summary>
/// <remarks>
/// Below the spool's path lie numbered places, one for each process that uses the path at the same time. A process takes the first place
/// that is free, with whatever lies there, and moves in what it finds in the other free ones: processes that are gone left it behind.
/// </remarks>
internal sealed class DiskFolder : ISpoolFolder
{
    private const int MaxPlaces = 64;
    private const string LockName = "lock";

    // SIGXFSZ on Linux and macOS: the process writes beyond the size that its limits allow a file.
    private const PosixSignal FileTooLarge = (PosixSignal)25;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path;
    private readonly DiskFile _lock;

    // Unheard, that signal ends the process; heard, the write fails, as on a disk that is full.
    private readonly PosixSignalRegistration? _limit = OperatingSystem.IsWindows()
        ? null
        : PosixSignalRegistration.Create(FileTooLarge, static signal => signal.Cancel = true);

    private DiskFolder(string path, DiskFile @lock)
    {
        _path = path;
        _lock = @lock;
    }

    /// <summary>Takes a place below a path, which is made when it is missing.</summary>
    /// <exception cref="IOException">No place can be had, or made.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static DiskFolder Take(string path)
    {
        DiskFolder? taken = null;
        for (int i = 0; i < MaxPlaces; i++)
        {
            string place = Path.Combine(path, i.ToString(CultureInfo.InvariantCulture));
            if (taken is null)
            {
                taken = TryTake(place);
            }
            else if (Directory.Exists(place) && TryTake(place) is { } left)
            {
                using (left)
                {
                    taken.MoveIn(left);
                }
            }
        }

        return taken ?? throw new IOException($"Each of the {MaxPlaces} places below \"{path}\" is in use.");
    }

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(_path).Select(static file => Path.GetFileName(file))];

    public ISpoolFile Create(string name) => DiskFile.Open(PathOf(name), FileMode.CreateNew, FileShare.ReadWrite | FileShare.Delete);

    public ISpoolFile Open(string name) => DiskFile.Open(PathOf(name), FileMode.Open, FileShare.ReadWrite | FileShare.Delete);

    public void Delete(string name) => File.Delete(PathOf(name));

    public void Sync() => FolderSync.Run(_path);

    public void Dispose()
    {
        _lock.Dispose();
        _limit?.Dispose();
    }

    private static DiskFolder? TryTake(string place)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(place);
        }
        else
        {
            Directory.CreateDirectory(place, Private);
        }

        string path = Path.Combine(place, LockName);
        try
        {
            return new DiskFolder(place, DiskFile.Open(path, FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else's.
            return null;
        }
    }

    // File by file: wherever this is interrupted, each lies in one of the two places.
    private void MoveIn(DiskFolder left)
    {
        long number = SegmentName.Next(List());
        foreach (string name in left.List().Where(SegmentName.IsOne).Order(StringComparer.Ordinal))
        {
            File.Move(left.PathOf(name), PathOf(SegmentName.Of(number++)));
        }
    }

    private string PathOf(string name) => Path.Combine(_path, name);
}
