namespace Obs.Metrics;

/// <summary>One key of a top-k metric.</summary>
public readonly struct TopKEntry
{
    internal TopKEntry(string key, long count, long error)
    {
        Key = key;
        Count = count;
        Error = error;
    }

    /// <summary>The key, such as a product id or a search term.</summary>
    public string Key { get; }

    /// <summary>How often it was counted, at most; never less than the truth.</summary>
    public long Count { get; }

    /// <summary>By how much <see cref="Count"/> may be too high; 0 when it is exact.</summary>
    public long Error { get; }
}
