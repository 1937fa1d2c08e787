namespace Obs.Aws.Metrics;

/// <summary>The series of one period that the ceiling does not count: what was published together, and what had to be.</summary>
internal sealed class SeriesTally
{
    /// <summary>Series that stand for others: of the whole service, and of what lies beyond the ceiling. They are billed like
    /// any.</summary>
    public int Together { get; set; }

    /// <summary>Series that had no place of their own.</summary>
    public int Overflowing { get; set; }
}
