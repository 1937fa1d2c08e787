using Microsoft.Win32.SafeHandles;

namespace Obs.Delivery.Spooling;

/// <summary>A file on a disk.</summary>
internal sealed class DiskFile(FileStream stream) : ISpoolFile
{
    private readonly SafeFileHandle _handle = stream.SafeFileHandle;

    public long Length => RandomAccess.GetLength(_handle);

    /// <summary>Opens a file that only its owner may read.</summary>
    public static DiskFile Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new DiskFile(new FileStream(path, options));
    }

    public int Read(Span<byte> bytes, long offset)
    {
        int total = 0;
        while (total < bytes.Length && RandomAccess.Read(_handle, bytes[total..], offset + total) is int count and > 0)
        {
            total += count;
        }

        return total;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // So the platform says EFBIG: that a limit of the process, or of the file system, leaves the file no more room.
            throw new IOException(exception.Message, exception);
        }
    }

    public void Cut(long length) => RandomAccess.SetLength(_handle, length);

    public void Sync() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => stream.Dispose();
}
