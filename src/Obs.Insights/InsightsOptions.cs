namespace Obs.Insights;

/// <summary>How to run a query. The defaults are those of the service where it has them.</summary>
public sealed class InsightsOptions
{
    /// <summary>What StartQuery takes for a limit at most.</summary>
    internal const int MostRows = 100_000;

    /// <summary>The first moment whose events count. The default is the beginning of the log. Milliseconds count.</summary>
    public DateTimeOffset? Start { get; set; }

    /// <summary>The last moment whose events count, itself included. The default is the end of the log. Milliseconds count.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>Rows of a query without its own limit, 1 to 100,000. The default is 10,000.</summary>
    public int MaxRows { get; set; } = 10_000;

    /// <summary>Bytes that groups and sorted rows may take up, at least 1 MiB. The default is 512 MiB. Sizes are estimated, on the high
    /// side.</summary>
    public long MaxStateBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Threads that read events, 1 to 64. The default is the number of processors.</summary>
    public int Parallelism { get; set; } = Math.Min(Environment.ProcessorCount, 64);

    /// <summary>The clock behind <c>now()</c>.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Told after each block of events how far the query has come. Called by several threads, never by two at a time.</summary>
    public IProgress<InsightsStatistics>? Progress { get; set; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxRows, MostRows);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxStateBytes, 1024 * 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Parallelism, 64);
        ArgumentNullException.ThrowIfNull(Time);
    }
}
