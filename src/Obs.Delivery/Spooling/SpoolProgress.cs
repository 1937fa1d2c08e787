namespace Obs.Delivery.Spooling;

/// <summary>Tells how far the buffer's records have their fate, when they reach it by way of the disk: by counting what was moved and what
/// was settled.</summary>
/// <remarks>Records leave the spool in the order in which they came to it, those of earlier processes first. Not safe for use by several
/// threads.</remarks>
internal sealed class SpoolProgress
{
    // Never without bound: a later mark at the same place only makes those who wait for it wait longer.
    private const int MaxMarks = 1_000;

    private readonly Queue<(long Moved, long Position)> _marks = new();
    private long _moved;
    private long _settled;
    private long _position;

    /// <summary>Everything before this point of the buffer's stream has its fate, as far as it was marked.</summary>
    public long Position
    {
        get
        {
            while (_marks.TryPeek(out (long Moved, long Position) mark) && mark.Moved <= _settled)
            {
                _position = _marks.Dequeue().Position;
            }

            return _position;
        }
    }

    /// <summary>So many records more are on their way.</summary>
    public void Move(long records) => _moved += records;

    /// <summary>So many records more have their fate.</summary>
    public void Settle(long records) => _settled += records;

    /// <summary>Everything before this point of the buffer's stream has been moved.</summary>
    public void Mark(long position)
    {
        if (_marks.Count < MaxMarks)
        {
            _marks.Enqueue((_moved, position));
        }
    }
}
