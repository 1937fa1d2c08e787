namespace Obs.Delivery.Spooling;

/// <summary>One file of a spool, as far as memory has to know it.</summary>
internal sealed class SpoolSegment(string name)
{
    public string Name { get; } = name;

    /// <summary>Where the next append begins: everything before it is whole.</summary>
    public long End { get; set; }

    /// <summary>Where reading goes on.</summary>
    public long ReadAt { get; set; }

    /// <summary>Records between <see cref="ReadAt"/> and <see cref="End"/>, and their bytes.</summary>
    public int Unread { get; set; }

    public long UnreadBytes { get; set; }

    /// <summary>Up to where every record has its fate.</summary>
    public long SettledTo { get; set; }

    /// <summary>Whether more records may be appended.</summary>
    public bool IsOpen { get; set; }

    public bool IsDone => !IsOpen && Unread == 0 && SettledTo >= End;
}
