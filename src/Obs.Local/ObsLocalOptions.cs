namespace Obs.Local;

/// <summary>What the local backend listens on and how much it keeps.</summary>
public sealed class ObsLocalOptions
{
    /// <summary>TCP port on loopback for the page and every API, 0 to 65535; 0 takes a free one. The default is 4580.</summary>
    public int Port { get; set; } = 4580;

    /// <summary>UDP port on loopback for segment documents, 0 to 65535; 0 takes a free one. The default is 2000, the X-Ray
    /// daemon's.</summary>
    public int UdpPort { get; set; } = 2000;

    /// <summary>Path of the SQLite file, or <c>:memory:</c> to keep nothing beyond the process. The default is <c>:memory:</c>.</summary>
    public string Store { get; set; } = ":memory:";

    /// <summary>Bytes the store may hold, 16 MiB to 64 GiB; beyond them the oldest data are trimmed. The default is 256 MiB.</summary>
    public long MaxBytes { get; set; } = 256L << 20;

    /// <summary>Age at which stored data are trimmed, 1 minute to 365 days. The default is 7 days.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);
}
