namespace Obs.Insights.Sources;

/// <summary>What one thread works on at a time: a block of whole lines, or some events. Used again for the next.</summary>
internal sealed class LogBatch
{
    public const int LineBlockBytes = 512 * 1024;
    public const int EventCount = 1_024;

    /// <summary>Lines, of which the first <see cref="Length"/> bytes count.</summary>
    public byte[] Buffer { get; set; } = [];

    public int Length { get; set; }

    /// <summary>The log stream that all lines belong to.</summary>
    public string? LogStream { get; set; }

    public List<LogEvent> Events { get; } = [];

    /// <summary>Reads the events, in the place of <see cref="Events"/>.</summary>
    public Func<IEnumerable<LogEvent>>? Block { get; set; }

    /// <summary>Which batch of its source this is, from 0.</summary>
    public long Sequence { get; set; }

    /// <summary>How much of the source had been read with it, 0 to 1, where that is known.</summary>
    public double? Fraction { get; set; }

    public void Clear()
    {
        Length = 0;
        Events.Clear();
        Block = null;
    }

    public IEnumerable<LogEvent> ReadEvents() => Block is null ? Events : Block();
}
