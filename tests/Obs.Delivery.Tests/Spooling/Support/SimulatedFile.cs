namespace Obs.Delivery.Tests.Spooling.Support;

/// <summary>What a file holds, as the process sees it and as the platters do.</summary>
internal sealed class SimulatedFile
{
    private const int SectorBytes = 512;

    private readonly List<(long Offset, byte[] Bytes)> _unsynced = [];
    private byte[] _synced = [];

    public byte[] Content { get; private set; } = [];

    /// <summary>Whether the folder's entry of the file would survive.</summary>
    public bool IsEntrySynced { get; set; }

    /// <summary>Whether a loss of power would take nothing of it.</summary>
    public bool IsSafe => IsEntrySynced && _unsynced.Count == 0;

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        Content = Apply(Content, offset, bytes);
        _unsynced.Add((offset, bytes.ToArray()));
    }

    public void Cut(long length)
    {
        Content = Content.Length > length ? Content[..(int)length] : Content;
        _unsynced.RemoveAll(write => write.Offset >= length);
    }

    public void Sync()
    {
        _synced = [.. Content];
        _unsynced.Clear();
    }

    /// <summary>The file after a loss of power: what was synced, and any of the sectors that were not.</summary>
    public SimulatedFile AfterPowerLoss(Random random)
    {
        byte[] content = [.. _synced];
        foreach ((long offset, byte[] bytes) in _unsynced)
        {
            for (int at = 0; at < bytes.Length; at += SectorBytes)
            {
                if (random.Next(3) > 0)
                {
                    content = Apply(content, offset + at, bytes.AsSpan(at, Math.Min(SectorBytes, bytes.Length - at)));
                }
            }
        }

        return Of(content);
    }

    /// <summary>The file after the process was killed: all that was written.</summary>
    public SimulatedFile AfterKill() => Of(Content);

    private static SimulatedFile Of(byte[] content) => new() { Content = content, _synced = content, IsEntrySynced = true };

    private static byte[] Apply(byte[] content, long offset, ReadOnlySpan<byte> bytes)
    {
        byte[] result = new byte[Math.Max(content.Length, offset + bytes.Length)];
        content.CopyTo(result, 0);
        bytes.CopyTo(result.AsSpan((int)offset));
        return result;
    }
}
