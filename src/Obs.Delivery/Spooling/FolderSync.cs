using System.Runtime.InteropServices;

namespace Obs.Delivery.Spooling;

/// <summary>Makes the entries of a folder survive a loss of power, which on Unix the syncing of a new file alone does not
/// promise.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Never throws: where a file system knows no such thing, syncing the files has to do.</summary>
    public static void Run(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int folder = Open(path, ReadOnly);
        if (folder >= 0)
        {
            _ = Sync(folder);
            _ = Close(folder);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
