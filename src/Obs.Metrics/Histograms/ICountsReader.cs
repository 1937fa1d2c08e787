namespace Obs.Metrics;

/// <summary>A walk over the slots that count something, by rising value.</summary>
internal interface ICountsReader
{
    public int Slot { get; }

    public long Count { get; }

    public bool MoveNext();

    /// <summary>Moves on over what can be counted at once, as long as less than <paramref name="rank"/> is seen.</summary>
    public void Skip(ref long seen, long rank);
}
