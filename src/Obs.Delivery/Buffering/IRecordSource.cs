namespace Obs.Delivery.Buffering;

/// <summary>Where the sending thread takes records from: looks ahead, and lets go only of what has been dealt with. One thread.</summary>
internal interface IRecordSource
{
    /// <summary>Everything that was buffered before this point has its fate, once <see cref="Commit"/> has returned.</summary>
    public long Position { get; }

    /// <summary>Whether there will never be another record.</summary>
    public bool IsDrained { get; }

    /// <summary>Whether it is worth looking for another record now.</summary>
    public bool HasMore { get; }

    /// <summary>When to look again even if nobody says that there is something.</summary>
    public TimeSpan Rest { get; }

    /// <summary>The next record without moving past it. Its memory is the reader's until <see cref="Commit"/>.</summary>
    public bool TryPeek(out ReadOnlyMemory<byte> record);

    /// <summary>Moves past the record that was peeked.</summary>
    public void Advance(int recordBytes);

    /// <summary>Lets go of everything read so far.</summary>
    public void Commit();
}
