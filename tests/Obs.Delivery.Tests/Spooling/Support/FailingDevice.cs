using Obs.Delivery.Spooling;

namespace Obs.Delivery.Tests.Spooling.Support;

/// <summary>A folder on a real disk, some of whose files lie on a device that answers every read and write with EIO: the first page of the
/// process's own memory, where nothing is.</summary>
internal sealed class FailingDevice(ISpoolFolder disk) : ISpoolFolder
{
    private const string Device = "/proc/self/mem";
    private volatile bool _failsWrites;
    private int _readsToFail;

    public bool FailsWrites
    {
        set => _failsWrites = value;
    }

    /// <summary>So many reads fail before the device answers again.</summary>
    public int ReadsToFail
    {
        set => Volatile.Write(ref _readsToFail, value);
    }

    public IReadOnlyList<string> List() => disk.List();

    public ISpoolFile Create(string name) => _failsWrites ? OpenDevice() : disk.Create(name);

    public ISpoolFile Open(string name) => new ReadFile(disk.Open(name), this);

    public void Delete(string name) => disk.Delete(name);

    public void Sync() => disk.Sync();

    public void Dispose() => disk.Dispose();

    private static DiskFile OpenDevice() => DiskFile.Open(Device, FileMode.Open, FileShare.ReadWrite);

    private sealed class ReadFile(ISpoolFile real, FailingDevice owner) : ISpoolFile
    {
        public long Length => real.Length;

        public int Read(Span<byte> bytes, long offset)
        {
            if (Interlocked.Decrement(ref owner._readsToFail) < 0)
            {
                return real.Read(bytes, offset);
            }

            using DiskFile device = OpenDevice();
            return device.Read(bytes, offset);
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset) => real.Write(bytes, offset);

        public void Cut(long length) => real.Cut(length);

        public void Sync() => real.Sync();

        public void Dispose() => real.Dispose();
    }
}
