namespace Obs.Metrics;

/// <summary>A walk over the slots that count something, by rising value.</summary>
internal interface ICountsReader
{
    public int Slot { get; }

    public long Count { get; }

    public bool MoveNext();
}
